"""Versions of the live store's schema, applied in order when the application starts."""
