"""The second factor of local accounts and who is between the two steps of an entry."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "second_facteur",
        sa.Column("compte_id", sa.Integer, sa.ForeignKey("compte.compte_id"), primary_key=True, autoincrement=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("dernier_pas", sa.BigInteger, nullable=False),
        sa.Column("inscrit_le", sa.Text, nullable=False),
    )
    op.create_table("code_de_secours", *_d_un_compte(), sa.Column("servi_le", sa.Text))
    op.create_table(
        "entree_commencee",
        *_d_un_compte(),
        sa.Column("commencee_le", sa.Text, nullable=False),
        sa.Column("secret", sa.Text),
    )
    for table in ("code_de_secours", "entree_commencee"):
        op.create_index(f"ix_{table}_compte_id", table, ["compte_id"])


def _d_un_compte() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("empreinte", sa.Text, primary_key=True),
        sa.Column("compte_id", sa.Integer, sa.ForeignKey("compte.compte_id"), nullable=False),
    )
