"""How long the room has spent on a step, its earlier visits added up."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("etape", sa.Column("ecoule_ms", sa.BigInteger, nullable=False, server_default="0"))
