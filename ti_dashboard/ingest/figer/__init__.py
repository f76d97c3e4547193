"""Frozen states, what was said and is kept, the tables of a publication."""
