"""Why a figure moved between two arrêtés: each line or subject that changed has one cause, and the parts sum."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ti_dashboard.chiffre import Chiffre
from ti_dashboard.filters import Filtres
from ti_dashboard.mesures import Nombre
from ti_dashboard.queries.lecture import LIGNE, Lecture, cle, lecture
from ti_dashboard.queries.options import arretes
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication

Lignes = tuple[Ligne, ...]
CAUSES = {
    "progres_reel": "Progrès réel",
    "connu_tardivement": "Connu tardivement",
    "correction": "Correction",
    "perimetre": "Périmètre",
}


@dataclass(frozen=True)
class Mouvement:
    """Part of a difference between two arrêtés; the parts sum to the difference."""

    cause: str
    ecart: Nombre
    nb_lignes: int


def mouvements(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Mouvement]:
    """What changed, by cause. A median or a ratio has no additive cause."""
    if chiffre.indicateur.agregat in ("mediane", "rapport"):
        return []
    if chiffre.indicateur.lignes in ("lignes_projets", "lignes_territoires"):
        return _mouvements_sujets(publication, chiffre, choix, now, before)
    return _mouvements_lignes(publication, chiffre, choix, now, before)


def _mouvements_lignes(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Mouvement]:
    """Lines that came in, went out, or took another value, each with one cause."""
    read = lecture(chiffre)
    closing = next(a.date_cloture for a in arretes(publication) if a.arrete_id == choix.compare)
    after, earlier = _par_cle(read, now), _par_cle(read, before)
    totals: dict[str, Nombre] = defaultdict(Decimal)
    moved: Counter[str] = Counter()
    for key in after.keys() | earlier.keys():
        new, old = after.get(key, {}), earlier.get(key, {})
        if _poids(read, new) != _poids(read, old) or (read.valeur and _identite(new) != _identite(old)):
            cause = _cause_ligne(new, choix.compare, closing)
            totals[cause] += (_poids(read, new) or 0) - (_poids(read, old) or 0)
            moved[cause] += 1
    return [Mouvement(cause, totals[cause], moved[cause]) for cause in CAUSES if moved[cause]]


def _par_cle(read: Lecture, rows: Lignes) -> dict[tuple[object, ...], Ligne]:
    """One row per key; where several speak of one subject, the earliest explains why it is there."""
    latest_first = sorted(rows, key=lambda row: row["date_effet"] or date.min, reverse=True)
    return {key: row for row in latest_first if (key := cle(row, read.cle)) != (None,)}


def _poids(read: Lecture, row: Ligne) -> Nombre | None:
    """What a row counts for: its value, or one; nothing when there is no row."""
    return row.get(read.valeur) if read.valeur else int(bool(row))


def _identite(row: Ligne) -> tuple[object, ...]:
    return tuple(row.get(column) for column in LIGNE)


def _cause_ligne(row: Ligne, compare: date, closing: date) -> str:
    """A line that left, or was already in the ledger: what moved is what it is attached to, not the line."""
    if not row or row["livraison_id"] is None:
        return "perimetre"
    if row["date_effet"] <= compare and row["date_connaissance"] <= closing:
        return "perimetre"
    if row["cause"] == "correction":
        return "correction"
    return "connu_tardivement" if row["date_effet"] <= compare else "progres_reel"


def _mouvements_sujets(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Mouvement]:
    """Projects or territories that came in or went out of the count, each with one cause."""
    read = lecture(chiffre)
    after, earlier = ({cle(row, read.sujet)[0]: row for row in rows} for rows in (now, before))
    known = {choix.arrete: set(), choix.compare: set()}
    for row in poser(publication, "sujets_connus", phase=choix.phase, arrete=choix.arrete, compare=choix.compare):
        known[row["arrete_id"]].add(row["sujet_id"])
    totals: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    for subject in after.keys() ^ earlier.keys():
        entered = subject in after
        cause = _cause(after.get(subject) or earlier[subject], entered, subject, known, choix)
        totals[cause] += 1 if entered else -1
        moved[cause] += 1
    return [Mouvement(cause, totals[cause], moved[cause]) for cause in CAUSES if moved[cause]]


def _cause(row: Ligne, entered: bool, subject: object, known: dict[date, set[object]], choix: Filtres) -> str:
    """A subject that leaves the whole programme, or a fact dated after the earlier arrêté, is real progress."""
    if not entered:
        return "perimetre" if subject in known[choix.arrete] else "progres_reel"
    if row["date_effet"] is None:
        return "perimetre"
    if row["date_effet"] > choix.compare:
        return "correction" if row["cause"] == "correction" else "progres_reel"
    return "perimetre" if subject in known[choix.compare] else "connu_tardivement"
