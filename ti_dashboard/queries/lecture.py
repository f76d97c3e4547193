"""How the rows behind a figure are read: what tells them apart, what is added up, what is unknown."""

from dataclasses import dataclass

from ti_dashboard.chiffre import Chiffre
from ti_dashboard.store import Ligne


@dataclass(frozen=True)
class Lecture:
    """How the rows of a question are read: ``cle`` tells one from another between two arrêtés, ``valeur`` is what is
    added up, and unknowns are counted by ``sujet`` (singular and plural of what is known and unknown follow)."""

    cle: tuple[str, ...]
    sujet: tuple[str, ...]
    valeur: str | None = None
    connus: tuple[str, str] = ("montant connu", "montants connus")
    inconnus: tuple[str, str] = ("inconnu", "inconnus")


LIGNE = ("livraison_id", "ligne")
LECTURES = {
    "lignes_territoires": Lecture(("territoire_id",), ("territoire_id",)),
    "lignes_projets": Lecture(("projet_id",), ("projet_id",)),
    "lignes_montants": Lecture(LIGNE, LIGNE, "montant_eur"),
    "lignes_reste": Lecture(
        LIGNE, ("sujet_id", "famille_id"), "reste", ("dossier connu", "dossiers connus"), ("inconnu", "inconnus")
    ),
    "lignes_delais": Lecture(
        ("projet_id", "famille_id"), ("projet_id", "famille_id"), "nb_jours", ("dossier mesuré", "dossiers mesurés"),
        ("sans délai", "sans délai"),
    ),
}  # fmt: skip


def lecture(chiffre: Chiffre) -> Lecture:
    return LECTURES[chiffre.indicateur.lignes]


def cle(row: Ligne, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)
