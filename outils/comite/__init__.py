"""A committee that is really played: its scenario, who plays it by its surfaces' gestures, what its minutes say."""
