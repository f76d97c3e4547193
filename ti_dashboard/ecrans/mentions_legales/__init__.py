"""Who publishes this service, and who hosts it: what the law asks to say."""
