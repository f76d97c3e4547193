"""The statement of accessibility."""
