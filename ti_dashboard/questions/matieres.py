"""Which matters the deliveries received by an arrêté tell, and the indicators that nobody told anything of."""

from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import matieres
from ti_dashboard.programme.mesures import Releve, taire
from ti_dashboard.questions.poser import poser


def dites(publication: Publication, arrete: date, phase: int) -> frozenset[str]:
    """The matters told of a phase at an arrêté, among ``matieres.SUIVI`` and ``matieres.MONTANTS``."""
    rows = poser(publication, "matieres_dites")
    return frozenset(str(r["matiere"]) for r in rows if (r["arrete_id"], r["phase"]) == (arrete, phase))


def tus(publication: Publication, filtres: Filtres, arrete: date | None = None) -> frozenset[str]:
    """The indicators unknown at an arrêté, that of ``filtres`` when none is given: nothing told can give them."""
    return matieres.tus(dites(publication, arrete or filtres.arrete, filtres.phase))


def taire_les_tus(publication: Publication, filtres: Filtres, releves: dict[date, Releve]) -> dict[date, Releve]:
    """The same measures, unknown wherever no delivery tells them."""
    return {day: taire(found, tus(publication, filtres, day)) for day, found in releves.items()}
