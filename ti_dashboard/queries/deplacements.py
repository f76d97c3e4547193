"""Projects and territories that entered or left a count between two arrêtés, each with the fact that explains it.

A territory that enters or leaves the programme moves the perimeter, whatever its state. So does a subject
known at both dates when nothing new was learnt of it but where it counts (another territory, another theme).
"""

from dataclasses import dataclass
from datetime import date

from ti_dashboard.chiffre import Chiffre
from ti_dashboard.evolution import Deplacement
from ti_dashboard.filters import Filtres
from ti_dashboard.queries.lecture import cle, lecture
from ti_dashboard.queries.options import arretes
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication

Lignes = tuple[Ligne, ...]


@dataclass(frozen=True)
class _Contexte:
    """What telling a cause needs: both dates, who is in the programme at each, all the rows at the later one."""

    chiffre: Chiffre
    compare: date
    cloture: date
    avant: frozenset[object]
    apres: frozenset[object]
    lignes: dict[object, Ligne]
    mouvements: dict[object, Ligne]


def cloture(publication: Publication, arrete: date) -> date:
    """Last day of knowledge an arrêté retains."""
    return next(a.date_cloture for a in arretes(publication) if a.arrete_id == arrete)


def cause_fait(fait: Ligne, compare: date, cloture: date) -> str:
    """Of a fact and what it explains: nothing new since the earlier arrêté means that only the perimeter moved."""
    if not fait or fait["date_effet"] is None or fait["livraison_id"] is None:
        return "perimetre"
    if fait["date_effet"] <= compare and fait["date_connaissance"] <= cloture:
        return "perimetre"
    if fait["cause"] == "correction":
        return "correction"
    return "connu_tardivement" if fait["date_effet"] <= compare else "progres_reel"


def deplacements(
    publication: Publication, chiffre: Chiffre, choix: Filtres, now: Lignes, before: Lignes
) -> list[Deplacement]:
    """Projects or territories that came in or went out of the count, in the order of their rows."""
    read = lecture(chiffre)
    after, earlier = ({cle(row, read.sujet)[0]: row for row in rows} for rows in (now, before))
    moved = [(subject, subject in after) for subject in earlier | after if (subject in after) != (subject in earlier)]
    if not moved:
        return []
    context = _contexte(publication, chiffre, choix)
    tell = _cause_territoire if chiffre.indicateur.lignes == "lignes_territoires" else _cause_projet
    return [
        Deplacement(str(subject), entered, tell(context, subject), after[subject] if entered else earlier[subject])
        for subject, entered in moved
    ]


def _contexte(publication: Publication, chiffre: Chiffre, choix: Filtres) -> _Contexte:
    dates = {"arrete": choix.arrete, "compare": choix.compare}
    counted: dict[date, set[object]] = {choix.arrete: set(), choix.compare: set()}
    for row in poser(publication, "sujets_connus", phase=choix.phase, **dates):
        counted[row["arrete_id"]].add(row["sujet_id"])
    everything = Chiffre(chiffre.indicateur_id).parametres() | {"choix": "tous"}
    bound = Filtres(choix.arrete, choix.phase, operateurs=choix.operateurs).parametres() | everything
    bound |= {"arrete": choix.arrete, "depuis": choix.compare, "jusqu_a": choix.arrete}
    rows = poser(publication, chiffre.indicateur.lignes, **bound)
    subject = lecture(chiffre).sujet
    entries = poser(publication, "entrees_sorties", phase=choix.phase, arrete=choix.arrete)
    return _Contexte(
        chiffre, choix.compare, cloture(publication, choix.compare), frozenset(counted[choix.compare]),
        frozenset(counted[choix.arrete]), {cle(row, subject)[0]: row for row in rows},
        {row["territoire_id"]: row for row in entries},
    )  # fmt: skip


def _cause_territoire(context: _Contexte, subject: object) -> str:
    """What changed its place in the programme, else the milestone that gives its state."""
    if (subject in context.avant) != (subject in context.apres):
        cause = cause_fait(context.mouvements.get(subject, {}), context.compare, context.cloture)
        return "perimetre" if cause == "progres_reel" else cause
    return cause_fait(context.lignes.get(subject, {}), context.compare, context.cloture)


def _cause_projet(context: _Contexte, subject: object) -> str:
    """The act that commits or cancels, the first declaration of a new project, or the status that took it out."""
    row = context.lignes.get(subject, {})
    if context.chiffre.indicateur.selection.get("choix") == "engages" and row.get("acte"):
        return _cause_acte(context, row["acte"])
    if (subject in context.avant) == (subject in context.apres):
        return _cause_rattachement(context, row)
    if subject in context.avant:
        return _selon_date(row.get("date_statut"), context, "connu_tardivement")
    late = "correction" if row.get("cause") == "correction" else "connu_tardivement"
    return _selon_date(row.get("date_remontee"), context, late)


def _cause_rattachement(context: _Contexte, row: Ligne) -> str:
    """Listed at both dates: a filtered status or body has just come to it, else only where it counts has changed."""
    if any(dim == "statut" for dim, _ in context.chiffre.precisions):
        return _selon_date(row.get("date_statut"), context, "perimetre")
    return _cause_acte(context, row["venue"]) if row.get("venue") else "perimetre"


def _cause_acte(context: _Contexte, act: dict[str, object]) -> str:
    fact = {"livraison_id": "", "date_effet": act["jour"], "date_connaissance": act["su"], "cause": act["cause"]}
    return cause_fait(fact, context.compare, context.cloture)


def _selon_date(day: date | None, context: _Contexte, otherwise: str) -> str:
    return "progres_reel" if day is not None and day > context.compare else otherwise
