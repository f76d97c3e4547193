"""Each request to speak says from where it came, so that one place does not take the whole list."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("intervention", sa.Column("provenance", sa.Text))
