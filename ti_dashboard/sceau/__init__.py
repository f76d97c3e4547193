"""The seal of an arrêté: what was said at a committee, rows and figures, under a signature that outlives the code."""
