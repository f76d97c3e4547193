"""Third-party time: an RFC 3161 token of the seal of an arrêté, kept beside it. Nothing here reaches the network."""
