"""The gestures that change what is served: accept, publish, freeze, go back. One at a time, each in the journal."""

from ti_dashboard.ingest.atelier.acceptation import accepter, ecarter, juger_doublon, oublier, reprendre
from ti_dashboard.ingest.atelier.arret import a_retirer, arreter, projeter, retirer
from ti_dashboard.ingest.atelier.edition import apercevoir, construire, publier, rattachements_en_attente, revenir
from ti_dashboard.ingest.atelier.rattachement import detacher, rattacher
from ti_dashboard.ingest.atelier.servie import a_un_arrete_plein

__all__ = [
    "a_retirer",
    "a_un_arrete_plein",
    "accepter",
    "apercevoir",
    "arreter",
    "construire",
    "detacher",
    "ecarter",
    "juger_doublon",
    "oublier",
    "projeter",
    "publier",
    "rattachements_en_attente",
    "rattacher",
    "reprendre",
    "retirer",
    "revenir",
]
