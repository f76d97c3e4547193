"""How Alembic reaches the store: the connection comes from ``schema.mettre_a_niveau``, its transaction already open."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
