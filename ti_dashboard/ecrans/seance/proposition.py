"""An agenda proposed from what the figures and the room already say; the presenter changes it as he likes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ti_dashboard.adresse import partagee as adresse
from ti_dashboard.langue.formats import accord, millions
from ti_dashboard.live import decisions, etapes
from ti_dashboard.live.base import Base
from ti_dashboard.planche.evolutions import dire
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions import evolutions
from ti_dashboard.questions.alertes import Seuils, alertes
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux import declare

MINUTES = {"decisions": 5, "changements": 10, "alertes": 10, "argent": 10, "suites": 5}


@dataclass(frozen=True)
class Proposition:
    titre: str
    minutes: int
    adresse: str


def proposer(contexte: Contexte, base: Base, today: date) -> list[Proposition]:
    """Decisions overdue, what changed, red points, money, next steps; what has nothing to say is left out."""
    overdue = sum(d.est_en_retard(today) for d in decisions.lister(base, today))
    return [
        *_decisions(contexte, overdue),
        *_changements(contexte),
        *_alertes(contexte),
        *_argent(contexte),
        Proposition("Prochaines étapes : décisions à prendre", MINUTES["suites"], _ecran("seance", contexte)),
    ]


def inscrire(base: Base, code: str, proposed: list[Proposition]) -> int:
    """Add to the agenda the steps it does not have yet, by title; gives how many were added."""
    known = {step.titre for step in etapes.lister(base, code)}
    missing = [p for p in proposed if p.titre not in known]
    for p in missing:
        etapes.ajouter(base, code, p.titre, "", p.minutes, p.adresse)
    return len(missing)


def _ecran(page: str, contexte: Contexte) -> str:
    return f"/{page}?{adresse.ecrire(contexte.choix, contexte.vocabulaire, codes=True)}"


def _decisions(contexte: Contexte, overdue: int) -> Iterator[Proposition]:
    if overdue:
        title = accord(overdue, "décision en retard", "décisions en retard")
        yield Proposition(title, MINUTES["decisions"], _ecran("seance", contexte))


def _changements(contexte: Contexte) -> Iterator[Proposition]:
    """Named after the most important change."""
    if empechement(contexte.publication, contexte.choix) is None:
        found = evolutions.evolutions(contexte.publication, contexte.choix)
        most = f" : {dire(found[0])[0]}" if found and found[0].ecart else ""
        yield Proposition(f"Ce qui a changé{most}", MINUTES["changements"], _ecran("evolutions", contexte))


def _alertes(contexte: Contexte) -> Iterator[Proposition]:
    counts = Counter(a.genre for a in alertes(contexte.publication, contexte.choix, Seuils()))
    if counts:
        first = next(kind for kind in GENRES if counts[kind])
        title = f"{accord(sum(counts.values()), 'alerte')}, dont {counts[first]}\u00a0: {GENRES[first].libelle.lower()}"
        yield Proposition(title, MINUTES["alertes"], declare("alertes").adresse(contexte, {}))


def _argent(contexte: Contexte) -> Iterator[Proposition]:
    found = relever(contexte.publication, contexte.choix).get(contexte.choix.arrete)
    if found is not None:
        engaged, paid = (millions(found[i].valeur) for i in ("montant_engage_regions_comprises", "montant_paye"))
        title = f"L'argent : {engaged} engagés, {paid} payés, tous financeurs"
        yield Proposition(title, MINUTES["argent"], _ecran("financements", contexte))
