"""Where a row lies: what a file says of a place → the territory, at the phase of the fact, or why there is none."""
