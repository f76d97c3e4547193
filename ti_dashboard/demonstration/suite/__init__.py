"""The sequel: from November 2023 to the assembly of 27/05/2025, in a folder of its own.

It reads what the first story left and adds to it: not one byte of the four folders before depends on it.
"""

from random import Random

from ti_dashboard.demonstration.calendrier import SUITE, Calendrier, hasard
from ti_dashboard.demonstration.declarations import aides_par_projet, lignes_projets
from ti_dashboard.demonstration.emplois import lignes_emplois
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.suite.argent import financer
from ti_dashboard.demonstration.suite.emplois import suites_des_emplois
from ti_dashboard.demonstration.suite.postes import poursuivre_les_postes
from ti_dashboard.demonstration.suite.projets import nouveaux_projets, revoir_les_couts
from ti_dashboard.demonstration.suite.statuts import lignes_statuts
from ti_dashboard.demonstration.suite.territoires import lignes_jalons


def prolonger(recit: Recit, graine: int) -> list[LigneLivree]:
    """Every row of the fifth folder."""
    calendrier = Calendrier(graine, SUITE)

    def rng(sujet: str) -> Random:
        return hasard(graine, f"suite/{sujet}")

    appuis, lignes = poursuivre_les_postes(recit, calendrier, rng("postes"))
    lignes += lignes_jalons(recit, appuis, calendrier, rng("jalons"))
    projets = nouveaux_projets(recit, calendrier, rng("projets"))
    argent = financer(recit, projets, appuis, calendrier, rng("argent"))
    declarees, deplaces = lignes_projets(
        projets, recit.territoires, aides_par_projet(argent.nouveaux), calendrier, rng("declarations")
    )
    lignes += declarees + argent.ecrire(recit, projets, deplaces, calendrier, rng("demandes"))
    lignes += revoir_les_couts(recit, argent.nouveaux, calendrier, rng("couts"))
    par_projet = argent.par_projet(recit)
    lignes += lignes_statuts(recit, projets, par_projet, calendrier, rng("statuts"))
    lignes += suites_des_emplois(recit, argent.poursuites, calendrier, rng("suites-des-emplois"))
    return lignes + lignes_emplois(projets, par_projet, calendrier, rng("emplois"))
