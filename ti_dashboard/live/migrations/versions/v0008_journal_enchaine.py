"""Each line of the journal holds the one before it: the hash of that one, and its own."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for name in ("recette", "precedent", "empreinte"):
        op.add_column("journal", sa.Column(name, sa.Text))
    # Two lines after the same one would be two chains: the store itself refuses the second.
    op.create_index("journal_precedent", "journal", ["precedent"], unique=True)
    if op.get_bind().dialect.name == "postgresql":
        # Emptied at once is no deletion of rows: the first trigger does not see it.
        op.get_bind().exec_driver_sql(
            "CREATE TRIGGER journal_sans_vidage BEFORE TRUNCATE ON journal FOR EACH STATEMENT "
            "EXECUTE FUNCTION journal_fige()"
        )
