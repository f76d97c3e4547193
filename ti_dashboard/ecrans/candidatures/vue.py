"""Candidatures (Q9): the board of the call of 2023, then its files, who comes again, the two maps and the levers."""

from ti_dashboard.cadre import ailleurs, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.candidatures import vue_reconduction
from ti_dashboard.ecrans.candidatures.composition import APPEL
from ti_dashboard.ecrans.candidatures.tableaux import DOSSIERS
from ti_dashboard.langue.citation import Markdown
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    dessiner_planche(contexte, "candidatures", {})
    if dessiner_planche(contexte, "candidatures-liste", {}):
        telechargements.boutons(DOSSIERS, contexte)
        vue_reconduction.dessiner(contexte)
        vue_reconduction.cartes(contexte)
        vue_reconduction.leviers(contexte)
    elif contexte.choix.phase != APPEL:
        ailleurs.proposer(contexte, ailleurs.territoires(contexte, APPEL), Markdown("Voir les candidatures"))
