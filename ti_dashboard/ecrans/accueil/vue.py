"""The first screen (Q1), drawn at once by the board."""

from ti_dashboard.cadre.geste import dessiner_planche, mesure_demandee
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    dessiner_planche(contexte, "accueil", mesure_demandee())
