"""How the rows behind a figure are read: what tells them apart, what is added up, what is unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.chiffre import Chiffre


@dataclass(frozen=True)
class Lecture:
    """How the rows of a question are read: ``cle`` tells one from another between two arrêtés, ``valeur`` is what is
    added up, and unknowns are counted by ``sujet`` (singular and plural of what is known and unknown follow).
    ``sur`` is the question, shared with the figure, that the rows read; ``bilan`` the one that gives the figure itself,
    as a tile or a bar asks for it, without its rows. ``faits`` is the question of what happened to each subject: the
    fact that crossed the line is the cause of its move. ``solde`` is the column that is true of rows that are needed to
    tell why it moved, but are not behind the figure any more."""

    cle: tuple[str, ...]
    sujet: tuple[str, ...]
    valeur: str | None = None
    connus: tuple[str, str] = ("montant connu", "montants connus")
    inconnus: tuple[str, str] = ("inconnu", "inconnus")
    sur: str | None = None
    bilan: str | None = None
    faits: str | None = None
    solde: str | None = None


LIGNE = ("livraison_id", "ligne")
LECTURES = {
    "lignes_territoires": Lecture(
        ("territoire_id",), ("territoire_id",), bilan="territoires_bilan", faits="faits_territoires"
    ),
    "lignes_projets": Lecture(("projet_id",), ("projet_id",), bilan="projets_bilan", faits="faits_projets"),
    "lignes_montants": Lecture(LIGNE, LIGNE, "montant_eur", bilan="montants_bilan"),
    "lignes_reste": Lecture(
        LIGNE, ("sujet_id", "famille_id"), "reste", ("dossier connu", "dossiers connus"),
        sur="dossiers_reste", bilan="financements_reste", solde="est_solde",
    ),
    "lignes_delais": Lecture(
        ("projet_id", "famille_id"), ("projet_id", "famille_id"), "nb_jours", ("dossier mesuré", "dossiers mesurés"),
        ("sans délai", "sans délai"), "dossiers_delais", "financements_delais",
    ),
    "lignes_emplois": Lecture(
        ("projet_id", "type_emploi", "etat_emploi"), ("projet_id",), "nombre", ("projet connu", "projets connus"),
        sur="emplois_connus", bilan="projets_emplois",
    ),
    "lignes_postes": Lecture(
        ("territoire_id", "poste_id"), ("territoire_id", "poste_id"), bilan="postes_bilan", faits="faits_postes"
    ),
    "lignes_projets_appui": Lecture(("projet_id",), ("projet_id",), faits="faits_projets"),
    "lignes_nouvelles": Lecture(
        ("territoire_id",), ("territoire_id",), "nb_jours", ("territoire connu", "territoires connus")
    ),
    "lignes_candidatures": Lecture(("numero_dossier",), ("numero_dossier",), faits="faits_candidatures"),
    "lignes_membres": Lecture(("siren",), ("siren",)),
    "lignes_solde": Lecture(
        ("phase", "territoire_id"), ("phase", "territoire_id"), "compte", ("territoire connu", "territoires connus")
    ),
}  # fmt: skip


def lecture(chiffre: Chiffre) -> Lecture:
    """How the rows of this figure are read: where subjects are counted, there is nothing to add up."""
    indicateur = chiffre.indicateur
    read = LECTURES[indicateur.lignes]
    if indicateur.agregat not in ("compte", "taux"):
        return read
    subject = (indicateur.sujet,) if indicateur.sujet else read.cle
    return replace(read, cle=subject, sujet=subject, valeur=None)


def montrees(read: Lecture, rows: Iterable[Ligne]) -> tuple[Ligne, ...]:
    """The rows behind the figure: a file paid to the cent has nothing left to pay."""
    return tuple(row for row in rows if not (read.solde and row[read.solde]))


def sujets(read: Lecture, rows: Iterable[Ligne]) -> set[tuple[object, ...]]:
    """What the rows speak of, each once; a line without any project counts for no project."""
    return {key for key in (cle(row, read.sujet) for row in rows) if key != (None,)}


def cle(row: Ligne, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[column] for column in columns)
