"""Ledger → one new immutable publication, checked, previewed, put in place."""
