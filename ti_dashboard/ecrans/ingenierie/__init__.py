"""Supported territories, heads of project."""
