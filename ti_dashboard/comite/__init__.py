"""The room without a session of the application: what its surfaces are told, what is done from them, what is kept."""
