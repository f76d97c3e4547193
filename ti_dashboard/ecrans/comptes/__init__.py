"""The Comptes page, for administrators."""
