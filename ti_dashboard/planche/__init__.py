"""What the board draws, composed from rows: pure, shared by the screens. ``composants`` draws it."""
