"""The figures of the page Candidatures: its tiles, where an application is known."""

from ti_dashboard.ecrans.candidatures import blocs
from ti_dashboard.questions.candidatures import relever_candidatures
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import RIEN, Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    publication, choix = contexte.publication, contexte.choix
    filed = relever_candidatures(publication, choix, choix.arrete)
    if not filed:
        return RIEN
    releves = {choix.arrete: relever(publication, choix).get(choix.arrete, {}) | filed}
    return tuiles(contexte, blocs.tuiles, releves)


MONTRES = {"candidatures": montrer}
