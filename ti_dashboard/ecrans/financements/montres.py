"""The figures of the page Financements: its tiles."""

from ti_dashboard.ecrans.financements import blocs
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves, tuiles


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    return tuiles(contexte, blocs.tuiles)


MONTRES = {"financements": montrer}
