"""Applications read from the Démarches simplifiées platform: its GraphQL API v2, made into an ordinary deposit."""
