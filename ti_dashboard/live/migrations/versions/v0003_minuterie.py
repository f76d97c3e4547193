"""When the current step of a séance began: its timer survives a reload."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("seance", sa.Column("etape_depuis", sa.Text))
