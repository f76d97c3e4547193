"""Financements (Q4, Q5): the board, the card of a body when one is chosen, then the tables to the cent."""

from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.financements import composition_tables, vue_operateur, vue_tables
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    dessiner_planche(contexte, "financements", {})
    if composition_tables.est_mesure(contexte):
        if len(contexte.choix.operateurs) == 1:
            vue_operateur.carte(contexte)
        vue_tables.themes(contexte)
        vue_tables.territoires(contexte)
    vue_tables.enveloppes(contexte)
