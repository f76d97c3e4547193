"""What a figure means, where it comes from, where sources disagree."""
