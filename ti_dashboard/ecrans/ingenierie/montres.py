"""The figures of the page Ingénierie: its tiles."""

from ti_dashboard.ecrans.ingenierie import blocs
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.postes import relever_postes
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    posts = relever_postes(contexte.publication, contexte.choix)
    releves = {day: found | posts[day] for day, found in relever(contexte.publication, contexte.choix).items()}
    return tuiles(contexte, blocs.tuiles, releves)


MONTRES = {"ingenierie": montrer}
