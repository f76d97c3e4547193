"""Whether a screen or a figure can be compared with its earlier arrêté: one rule for tiles, bars and panels."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ti_dashboard.evolution import CANDIDATURES
from ti_dashboard.filters import Filtres
from ti_dashboard.mesures import Releve
from ti_dashboard.queries import candidatures
from ti_dashboard.queries.releve import relever
from ti_dashboard.store import Publication


def empechement(publication: Publication, choix: Filtres, question: str = "") -> str | None:
    """Why nothing can be compared (``aucune``, ``posterieure``, ``absente``, ``absente_avant``), or None.

    ``question``: the one behind the figure; applications are compared only where some are known.
    """
    if choix.compare is None:
        return "aucune"
    if choix.compare > choix.arrete:
        return "posterieure"
    if question in CANDIDATURES:
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
