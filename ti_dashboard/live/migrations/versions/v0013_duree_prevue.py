"""How many minutes a séance is planned to last; 0 where nobody said."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("seance", sa.Column("duree_prevue", sa.Integer, nullable=False, server_default="0"))
