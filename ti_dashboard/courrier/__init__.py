"""Mail that leaves: by the server of the organisation, off unless it is set."""
