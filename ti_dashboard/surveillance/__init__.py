"""What the service knows of itself: told to who watches over it, as measures or as a page. Of this process alone."""
