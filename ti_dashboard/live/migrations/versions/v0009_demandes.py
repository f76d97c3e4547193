"""What a second person must agree to; and the séances whose code lets nobody in any more."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("seance", sa.Column("fermee_aux_invites_le", sa.Text))
    op.create_table(
        "demande",
        sa.Column("demande_id", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("verbe", "arguments", "demandeur", "demandee_le")),
        sa.Column("compte_id", sa.Integer, sa.ForeignKey("compte.compte_id"), nullable=False),
        *(sa.Column(name, sa.Text) for name in ("issue", "decideur", "decidee_le", "motif")),
        sa.Column("decideur_id", sa.Integer, sa.ForeignKey("compte.compte_id")),
        sqlite_autoincrement=True,
    )
