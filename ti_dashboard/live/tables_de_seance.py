"""The tables of what surrounds the agenda of a séance: before, during, after; the migrations make them."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text
from sqlalchemy.types import TypeEngine

from ti_dashboard.live.tables import METADATA


def _de_la_seance(nom: str, cle: str, *textes: str, **autres: type[TypeEngine[Any]]) -> Table:
    """A number, the séance, texts that are always there, what may be missing."""
    return Table(
        nom,
        METADATA,
        Column(cle, Integer, primary_key=True),
        Column("seance_code", Text, ForeignKey("seance.code"), nullable=False, index=True),
        *(Column(name, Text, nullable=False) for name in textes),
        *(Column(name, kind) for name, kind in autres.items()),
    )


projet_decision = Table(
    "projet_decision",
    METADATA,
    Column("seance_code", Text, ForeignKey("seance.code"), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("genre", "texte", "responsable", "echeance", "adresse")),
    Column("est_lu", Integer, nullable=False, server_default="0"),
)
presence = _de_la_seance("presence", "presence_id", "organisme", "fonction", "represente", "arrivee_le", depart_le=Text)
intervention = _de_la_seance(
    "intervention",
    "intervention_id",
    "organisme",
    "fonction",
    "demandee_le",
    "poste_id",
    etape_id=Integer,
    rang=Integer,
    prise_le=Text,
    finie_le=Text,
    retiree_le=Text,
    provenance=Text,
)
attendu = _de_la_seance("attendu", "attendu_id", "organisme", "fonction", "courriel", convie_le=Text)
piece = _de_la_seance("piece", "piece_id", "nom", "sha256", "ajoutee_le", octets=BigInteger, etape_id=Integer)
amendement = _de_la_seance(
    "amendement",
    "amendement_id",
    "passage",
    "propose",
    "auteur",
    "propose_le",
    "motif",
    compte_id=Integer,
    issue=Text,
    decide_le=Text,
    decideur=Text,
)

point_propose = Table(
    "point_propose",
    METADATA,
    Column("point_id", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("titre", "motif", "adresse", "organisme", "propose_le")),
    Column("minutes", Integer, nullable=False),
    Column("compte_id", Integer, ForeignKey("compte.compte_id")),
    Column("seance_code", Text, ForeignKey("seance.code")),
    *(Column(name, Text) for name in ("issue", "decide_le", "decideur")),
)

proces_verbal = Table(
    "proces_verbal",
    METADATA,
    Column("seance_code", Text, ForeignKey("seance.code"), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("contenu", "redige_le", "amendable_jusqu_au")),
    *(Column(name, Text) for name in ("scelle_le", "racine", "empreinte")),
)
