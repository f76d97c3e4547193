"""One file that holds all that cannot be made again: made while people write, put back whole, tried without risk."""
