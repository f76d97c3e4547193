"""The figures of the page Ingénierie: its tiles; those a decision is prepared with are figures of a file only."""

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.ecrans.ingenierie import blocs
from ti_dashboard.ecrans.ingenierie.parametres import VOLET, VOLETS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import AILLEURS, Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    if choisi(VOLET, mots) != VOLETS[0]:
        return AILLEURS
    posts = relever_postes(contexte.publication, contexte.choix)
    releves = {day: found | posts[day] for day, found in relever(contexte.publication, contexte.choix).items()}
    return tuiles(contexte, blocs.tuiles, releves)


MONTRES = {"ingenierie": montrer}
