"""Who comes, said by an identity provider (OpenID Connect, ProConnect first). Knows neither accounts nor pages."""
