"""How French is written and read here: numbers, dates, names of bodies, text that people typed. Depends on nothing."""
