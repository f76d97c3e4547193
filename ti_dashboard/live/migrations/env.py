"""How Alembic reaches the store: the connection comes from ``mise_a_niveau.mettre_a_niveau``, its transaction open."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
