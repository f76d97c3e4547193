"""The deposit by which a correction of the room entered the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("correction", sa.Column("depot_id", sa.Text))
