"""Who delivered, what is wrong, what a file would change, what is frozen."""
