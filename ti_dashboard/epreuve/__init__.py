"""Whether the figures of a file, or of an address, are those that were said: offline, reading only."""
