"""The line behind a figure: the rows it is made of, and why it moved since an earlier arrêté."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ti_dashboard.chiffre import Chiffre
from ti_dashboard.filters import Filtres
from ti_dashboard.mesures import Nombre
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication

CAUSES = {
    "progres_reel": "Progrès réel",
    "connu_tardivement": "Connu tardivement",
    "correction": "Correction",
    "perimetre": "Périmètre",
}
SUJETS = {"lignes_projets": "projet_id", "lignes_territoires": "territoire_id"}


@dataclass(frozen=True)
class Mouvement:
    """Part of a difference between two arrêtés; the parts sum to the difference."""

    cause: str
    ecart: Nombre
    nb_lignes: int


@dataclass(frozen=True)
class Origine:
    """Value at the arrêté, unknown amounts among its rows, value before, movements, rows."""

    valeur: Nombre
    nb_inconnus: int
    valeur_precedente: Nombre | None
    mouvements: list[Mouvement]
    lignes: tuple[Ligne, ...]


def origine(publication: Publication, chiffre: Chiffre, choix: Filtres) -> Origine:
    """Everything behind ``chiffre`` under the shared filters ``choix``."""
    lines = lignes(publication, chiffre, choix, choix.arrete)
    value, unknown = _valeur(chiffre, lines)
    if choix.compare is None:
        return Origine(value, unknown, None, [], lines)
    earlier = lignes(publication, chiffre, choix, choix.compare)
    if chiffre.indicateur.est_montant:
        moves = _mouvements_montants(publication, chiffre, choix)
    else:
        moves = _mouvements_sujets(publication, chiffre, choix, lines, earlier)
    return Origine(value, unknown, _valeur(chiffre, earlier)[0], moves, lines)


def lignes(publication: Publication, chiffre: Chiffre, choix: Filtres, arrete: date) -> tuple[Ligne, ...]:
    """The rows behind the figure at ``arrete``: ledger lines, projects or territories, each with its origin."""
    bound = chiffre.resserrer(choix).parametres() | chiffre.parametres()
    return poser(publication, chiffre.indicateur.lignes, **bound, arrete=arrete)


def _valeur(chiffre: Chiffre, rows: tuple[Ligne, ...]) -> tuple[Nombre, int]:
    if not chiffre.indicateur.est_montant:
        return len(rows), 0
    known = [row["montant_eur"] for row in rows if row["montant_eur"] is not None]
    return sum(known, Decimal(0)), len(rows) - len(known)


def _mouvements_montants(publication: Publication, chiffre: Chiffre, choix: Filtres) -> list[Mouvement]:
    bound = chiffre.resserrer(choix).parametres() | chiffre.parametres()
    rows = poser(publication, "mouvements_montants", **bound, arrete=choix.arrete, compare=choix.compare)
    return [Mouvement(str(r["cause"]), r["ecart"], r["nb_lignes"]) for r in rows]


def _mouvements_sujets(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: tuple[Ligne, ...], before: tuple[Ligne, ...]
) -> list[Mouvement]:
    """Projects or territories that came in or went out of the count, each with one cause."""
    key = SUJETS[chiffre.indicateur.lignes]
    after, earlier = {row[key]: row for row in now}, {row[key]: row for row in before}
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
