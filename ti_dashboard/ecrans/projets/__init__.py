"""Why some have nothing; how many jobs, who checked."""
