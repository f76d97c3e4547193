"""Decisions with the journal of their status, and corrections typed in the room."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _key(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=True, nullable=False)


def _seance() -> sa.Column[Any]:
    return sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), nullable=False, index=True)


def upgrade() -> None:
    _create_decisions()
    _create_corrections()


def _create_decisions() -> None:
    op.create_table(
        "decision",
        _key("decision_id"),
        _seance(),
        _text("texte"),
        _text("responsable"),
        _text("echeance"),
        _text("statut"),
        _text("adresse"),
        _text("arrete"),
        _text("cree_le"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision_statut",
        _key("decision_statut_id"),
        sa.Column("decision_id", sa.Integer, sa.ForeignKey("decision.decision_id"), nullable=False, index=True),
        _text("statut"),
        _text("auteur"),
        _text("motif"),
        _text("instant"),
        sqlite_autoincrement=True,
    )


def _create_corrections() -> None:
    op.create_table(
        "correction",
        _key("correction_id"),
        _seance(),
        _text("arrete"),
        _text("chiffre"),
        _text("adresse"),
        _text("perimetre"),
        sa.Column("valeur_ancienne", sa.Text),
        _text("valeur_nouvelle"),
        _text("motif"),
        _text("auteur"),
        _text("statut"),
        _text("proposee_le"),
        sa.Column("decidee_le", sa.Text),
        sa.Column("decideur", sa.Text),
        sa.Column("motif_decision", sa.Text),
        sqlite_autoincrement=True,
    )
