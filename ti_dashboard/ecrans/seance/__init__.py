"""Preparing, leading and closing a séance."""
