"""The only way to publications: opened read-only, verified, followed without a restart, answers shared."""
