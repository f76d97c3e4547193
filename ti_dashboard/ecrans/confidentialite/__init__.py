"""What is kept about people, why, how long, and what they may ask."""
