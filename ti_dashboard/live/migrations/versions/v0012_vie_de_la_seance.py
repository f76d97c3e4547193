"""A séance from its draft to its sealed minutes: planned, opened, suspended; who is there, who speaks, what is decided.

A step may be under embargo; an outcome has a kind; what the wall shows beside the screen is kept, to outlive a restart.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _seances()
    _etapes_et_decisions()
    _salle()
    _avant()
    _apres()


def _seances() -> None:
    """A séance that is there was made and opened in one gesture."""
    op.execute("ALTER TABLE seance RENAME COLUMN ouverte_le TO creee_le")
    for name in ("ouverte_le", "suspendue_le", "prevue_le", "noir_depuis", "message", "projecteur", "gelee_le"):
        op.add_column("seance", sa.Column(name, sa.Text))
    op.add_column("seance", _ecrit("lieu"))
    op.add_column("seance", _compte("defilement"))
    op.execute("UPDATE seance SET ouverte_le = creee_le")


def _etapes_et_decisions() -> None:
    op.add_column("etape", _compte("sous_embargo"))
    op.add_column("etape", _ecrit("note"))
    op.add_column("etape", sa.Column("vue_le", sa.Text))
    # A step where the room is, or has been, was seen: when was not kept, the opening is the latest that is sure.
    op.execute(
        "UPDATE etape SET vue_le = (SELECT ouverte_le FROM seance WHERE code = seance_code) WHERE ecoule_ms > 0 "
        "OR etape_id IN (SELECT etape_id FROM seance WHERE etape_id IS NOT NULL)"
    )
    op.add_column("decision", _ecrit("genre", "decision"))


def _salle() -> None:
    op.create_table(
        "projet_decision",
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), primary_key=True),
        *(_texte(name) for name in ("genre", "texte", "responsable", "echeance", "adresse")),
        _compte("est_lu"),
    )
    _table("presence", "presence_id", "organisme", "fonction", "represente", "arrivee_le", depart_le=sa.Text)
    _table(
        "intervention",
        "intervention_id",
        "organisme",
        "fonction",
        "demandee_le",
        "poste_id",
        etape_id=sa.Integer,
        rang=sa.Integer,
        prise_le=sa.Text,
        finie_le=sa.Text,
        retiree_le=sa.Text,
    )


def _avant() -> None:
    _table("attendu", "attendu_id", "organisme", "fonction", "courriel", convie_le=sa.Text)
    _table("piece", "piece_id", "nom", "sha256", "ajoutee_le", octets=sa.BigInteger, etape_id=sa.Integer)
    op.create_table(
        "point_propose",
        _numero("point_id"),
        *(_texte(name) for name in ("titre", "motif", "adresse", "organisme", "propose_le")),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("compte_id", sa.Integer, sa.ForeignKey("compte.compte_id")),
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code")),
        *(sa.Column(name, sa.Text) for name in ("issue", "decide_le", "decideur")),
        sqlite_autoincrement=True,
    )


def _apres() -> None:
    op.create_table(
        "proces_verbal",
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), primary_key=True),
        *(_texte(name) for name in ("contenu", "redige_le", "amendable_jusqu_au")),
        *(sa.Column(name, sa.Text) for name in ("scelle_le", "racine", "empreinte")),
    )
    _table(
        "amendement",
        "amendement_id",
        "passage",
        "propose",
        "auteur",
        "propose_le",
        compte_id=sa.Integer,
        issue=sa.Text,
        decide_le=sa.Text,
        decideur=sa.Text,
    )


def _table(nom: str, cle: str, *textes: str, **autres: Any) -> None:
    """A table of one séance: a number, texts that are always there, what may be missing."""
    op.create_table(
        nom,
        _numero(cle),
        sa.Column("seance_code", sa.Text, sa.ForeignKey("seance.code"), nullable=False, index=True),
        *(_texte(name) for name in textes),
        *(sa.Column(name, kind) for name, kind in autres.items()),
        sqlite_autoincrement=True,
    )


def _numero(nom: str) -> sa.Column[Any]:
    return sa.Column(nom, sa.Integer, primary_key=True, autoincrement=True)


def _texte(nom: str) -> sa.Column[Any]:
    return sa.Column(nom, sa.Text, nullable=False)


def _ecrit(nom: str, defaut: str = "") -> sa.Column[Any]:
    return sa.Column(nom, sa.Text, nullable=False, server_default=defaut)


def _compte(nom: str) -> sa.Column[Any]:
    return sa.Column(nom, sa.Integer, nullable=False, server_default="0")
