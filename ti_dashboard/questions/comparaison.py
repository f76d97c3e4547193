"""Whether a screen or a figure can be compared with its earlier arrêté: one rule for tiles, bars and panels."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.evolution import Empechement
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import SORTES
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions import candidatures
from ti_dashboard.questions.releve import relever


def empechement(publication: Publication, choix: Filtres, question: str = "") -> Empechement | None:
    """Why nothing can be compared, or None; ``sans_comparaison`` says it.

    ``question``: the one behind the figure; applications are compared only where some are known.
    """
    if choix.compare is None:
        return "aucune"
    if choix.compare > choix.arrete:
        return "posterieure"
    if question and SORTES[question].suit_les_candidatures:
        # Applications open phase II, whatever the phase their members come from.
        known_then = candidatures.dossiers(publication, replace(choix, phase=2), choix.compare)
        return None if known_then else "absente_avant"
    known = relever(publication, choix)
    if choix.arrete not in known:
        return "absente"
    return None if choix.compare in known else "absente_avant"


def precedent(releves: Mapping[date, Releve], choix: Filtres) -> Releve | None:
    """The measures to compare with; None when there is nothing to compare."""
    if choix.compare is None or choix.compare > choix.arrete:
        return None
    return releves.get(choix.compare)
