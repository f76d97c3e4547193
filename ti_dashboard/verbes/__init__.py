"""The verbs of the command line: their grammar, what each does, and how it says so, in French from end to end."""
