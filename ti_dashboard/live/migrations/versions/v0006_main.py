"""Which post of a presenter moves the room, which one asks to, and which ones were opened."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("main", "main_demandee", "main_demandee_le"):
        op.add_column("seance", sa.Column(name, sa.Text))
    op.create_table(
        "poste",
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), primary_key=True),
        sa.Column("poste_id", sa.Text, primary_key=True),
        sa.Column("arrive_le", sa.Text, nullable=False),
    )
