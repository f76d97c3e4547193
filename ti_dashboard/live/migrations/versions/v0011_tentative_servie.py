"""The attempts to log in by an identity provider that have come back: each serves once, for all the replicas."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "tentative_servie",
        sa.Column("empreinte", sa.Text, primary_key=True),
        sa.Column("servie_le", sa.Text, nullable=False),
    )
