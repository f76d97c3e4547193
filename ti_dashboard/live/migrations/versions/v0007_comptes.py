"""Accounts, invitations, sessions; and which account, from where, on each line of the journal."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, **options)


def upgrade() -> None:
    op.add_column("journal", sa.Column("compte_id", sa.Integer))
    op.add_column("journal", sa.Column("origine", sa.Text))
    _create_compte()
    _create_invitation()
    _create_session()


def _rights() -> tuple[sa.Column[Any], ...]:
    return tuple(_text(name) for name in ("fonction", "roles", "region", "operateur"))


def _create_compte() -> None:
    op.create_table(
        "compte",
        sa.Column("compte_id", sa.Integer, primary_key=True, autoincrement=True),
        _text("courriel", unique=True),
        *_rights(),
        *(sa.Column(name, sa.Text) for name in ("fournisseur", "sujet", "mot_de_passe")),
        sa.Column("echecs", sa.Integer, nullable=False),
        sa.Column("bloque_jusqu_a", sa.Text),
        _text("cree_le"),
        sa.Column("ferme_le", sa.Text),
        # The number of a closed account is never that of another: the journal names it.
        sqlite_autoincrement=True,
    )


def _create_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("invitation_id", sa.Integer, primary_key=True, autoincrement=True),
        _text("courriel"),
        _text("siret"),
        *_rights(),
        _text("empreinte_jeton", unique=True),
        _text("creee_le"),
        _text("expire_le"),
        sa.Column("close_le", sa.Text),
        sqlite_autoincrement=True,
    )


def _create_session() -> None:
    op.create_table(
        "session",
        _text("empreinte", primary_key=True),
        sa.Column("compte_id", sa.Integer, sa.ForeignKey("compte.compte_id"), index=True),
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), index=True),
        _text("ouverte_le"),
        _text("vue_le"),
        sa.Column("fermee_le", sa.Text),
        _text("origine"),
        sa.Column("jeton_identite", sa.Text),
    )
