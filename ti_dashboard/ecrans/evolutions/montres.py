"""The figures of the page Évolutions: those it compares."""

from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.evolutions import TETES
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import Trouves


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    return [Chiffre(name) for name in TETES], []


MONTRES = {"evolutions": montrer}
