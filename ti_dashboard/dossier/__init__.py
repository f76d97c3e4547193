"""The data folder: where things are, how they are written whole or not at all, who may write, what was done."""
