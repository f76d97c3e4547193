"""The figures of the page Évolutions: those it compares; its signals are figures of a file only."""

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.ecrans.evolutions.parametres import VOLET, VOLETS
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import AILLEURS, Trouves


def montrer(contexte: Contexte, mots: Mots) -> Trouves:
    if choisi(VOLET, mots) != VOLETS[0]:
        return AILLEURS
    return [Chiffre(name) for name in TETES], []


MONTRES = {"evolutions": montrer}
