"""The call of 2023: how many, where the gaps are, how many days."""
