"""Why a figure moved between two arrêtés: each line or subject that changed has one cause, and the parts sum."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import CAUSES, Changement, Mouvement
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import Sorte
from ti_dashboard.programme.indicateurs.sorte import LIGNE
from ti_dashboard.programme.mesures import Nombre, moins
from ti_dashboard.questions.deplacements import cause_fait, cloture, deplacements
from ti_dashboard.questions.lecture import cle, lecture

Lignes = tuple[Ligne, ...]
SANS_CAUSE = ("mediane", "rapport", "taux")
"""A median, a ratio or a rate has no additive cause."""


def changements(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Changement]:
    """What changed, line by line or subject by subject; the parts sum to the difference."""
    if chiffre.indicateur.agregat in SANS_CAUSE:
        return []
    if lecture(chiffre).faits:
        moved = deplacements(publication, chiffre, choix, now, before)
        return [Changement(m.cause, 1 if m.est_entree else -1, m.ligne) for m in moved]
    return _changements_lignes(publication, chiffre, choix, now, before)


def par_cause(changed: Iterable[Changement]) -> list[Mouvement]:
    """Net and gross of each cause, in the order of the causes."""
    changes: dict[str, list[Nombre]] = defaultdict(list)
    for one in changed:
        changes[one.cause].append(one.ecart)
    return [
        Mouvement(cause, sum(values), len(values), sum(v for v in values if v > 0), -sum(v for v in values if v < 0))
        for cause in CAUSES
        if (values := changes[cause])
    ]


def _changements_lignes(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Changement]:
    """Lines that came in, went out, or took another value, each with one cause."""
    read = lecture(chiffre)
    closing = cloture(publication, choix.anterieur)
    after, earlier = _par_cle(read, now), _par_cle(read, before)
    moved = []
    for key in [*after, *(k for k in earlier if k not in after)]:
        new, old = after.get(key, {}), earlier.get(key, {})
        if _poids(read, new) != _poids(read, old) or (read.valeur and _identite(new) != _identite(old)):
            change = moins(_poids(read, new) or 0, _poids(read, old) or 0)
            cause = cause_fait(new, choix.anterieur, closing)
            if read.est_perimetre and cause == "progres_reel":
                cause = "perimetre"
            moved.append(Changement(cause, change, new or old))
    return moved


def _par_cle(read: Sorte, rows: Lignes) -> dict[tuple[object, ...], Ligne]:
    """One row per key; where several speak of one subject, the earliest explains why it is there."""
    latest_first = sorted(rows, key=lambda row: row["date_effet"] or date.min, reverse=True)
    return {key: row for row in latest_first if (key := cle(row, read.cle)) != (None,)}


def _poids(read: Sorte, row: Ligne) -> Nombre | None:
    """What a row counts for: its value, or one; nothing when there is no row."""
    return row.get(read.valeur) if read.valeur else int(bool(row))


def _identite(row: Ligne) -> tuple[object, ...]:
    return tuple(row.get(column) for column in LIGNE)
