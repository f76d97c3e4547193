"""The figures of the page Ingénierie: its tiles; those a decision is prepared with are figures of a file only."""

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.ecrans.ingenierie import blocs
from ti_dashboard.ecrans.ingenierie.parametres import VOLET, VOLETS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.postes import relever_avec_postes
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import AILLEURS, Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    if choisi(VOLET, mots) != VOLETS[0]:
        return AILLEURS
    releves = relever_avec_postes(contexte.publication, contexte.choix)
    return tuiles(contexte, blocs.tuiles, releves)


MONTRES = {"ingenierie": montrer}
