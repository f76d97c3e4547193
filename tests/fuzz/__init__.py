"""Coverage-guided mutation of what the readers are given: « make fuzz »."""
