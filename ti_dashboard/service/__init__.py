"""Who runs the service, as the law asks it to say: one TOML file, that a deployment writes and names."""
