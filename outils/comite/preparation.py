"""The draft of a committee, as its page prepares it: its plan, its agenda, notes and embargo, a document."""

from datetime import datetime, timedelta

import typst

from outils.comite.acte import Scenario
from outils.comite.scenario import ARRETE, COMMUN
from ti_dashboard import horloge
from ti_dashboard.live import etapes, pieces, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.prevision import Prevision
from ti_dashboard.live.seances import Seance

NOTE = "= Note de séance\nLes montants sont ceux de l'arrêté du 24/09/2019 (données de démonstration)."


def preparer(base: Base, scenario: Scenario) -> Seance:
    planned = Prevision(_dans_cinq_minutes(), sum(one.minutes for one in scenario.points), scenario.lieu)
    draft = seances.preparer(base, scenario.titre, scenario.animateur, ARRETE, planned)
    for point in scenario.points:
        address = f"{point.adresse}{'&' if '?' in point.adresse else '?'}{COMMUN}"
        said = (point.titre, point.intervenant, point.minutes, address)
        step = etapes.ajouter(base, draft.code, *said, est_sous_embargo=point.est_sous_embargo)
        if point.note:
            etapes.annoter(base, step.etape_id, point.note, point.est_sous_embargo)
    pieces.joindre(base, draft.code, "Note de séance.pdf", typst.compile(NOTE.encode()))
    return seances.lire(base, draft.code)


def _dans_cinq_minutes() -> datetime:
    """By the clock on the wall."""
    return (horloge.maintenant() + timedelta(minutes=5)).astimezone(horloge.PARIS).replace(tzinfo=None)
