"""The room: leading, following, presenting, the keys of a browser."""
