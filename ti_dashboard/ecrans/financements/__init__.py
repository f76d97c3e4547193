"""Who pays, how much is paid, what this operator does."""
