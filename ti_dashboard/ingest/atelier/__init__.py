"""The gestures that change what is served: accept, publish, freeze, go back. One at a time, each in the journal."""

from ti_dashboard.ingest.atelier.acceptation import accepter, ecarter, juger_doublon, reprendre
from ti_dashboard.ingest.atelier.arret import arreter
from ti_dashboard.ingest.atelier.edition import apercevoir, construire, publier, revenir

__all__ = [
    "accepter", "apercevoir", "arreter", "construire", "ecarter", "juger_doublon", "publier", "reprendre", "revenir",
]  # fmt: skip
