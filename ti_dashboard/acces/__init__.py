"""Who may do what: roles, the one matrix role × action, perimeters, and who is acting. Pure: no store, no screen."""
