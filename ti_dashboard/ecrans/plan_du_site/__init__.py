"""The map of the site: the second way to every page, beside the menu."""
