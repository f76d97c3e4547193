"""Où en est-on aujourd'hui ?"""
