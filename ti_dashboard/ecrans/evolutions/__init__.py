"""What changed since the last committee, and why; alerts."""
