"""What is run by hand to make committed files; the application imports none of it."""
