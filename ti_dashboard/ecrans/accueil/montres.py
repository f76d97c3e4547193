"""The figures of the first screen: its tiles."""

from ti_dashboard.ecrans.accueil import blocs
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.postes import relever_avec_postes
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    releves = relever_avec_postes(contexte.publication, contexte.choix)
    return tuiles(contexte, blocs.tuiles_accueil, releves)


MONTRES = {"accueil": montrer}
