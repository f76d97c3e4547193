"""A whole room and a crowd, without browsers: what they wait for, what they cost. Measured, never asserted."""
