"""What people write during a meeting: séances, agenda, decisions, corrections, journal; and who is told of a change."""
