"""The whole story of one seed, as rows ready to be put in files."""

from collections.abc import Callable
from random import Random

from ti_dashboard.demonstration.appuis import lignes_postes, tirer_appuis
from ti_dashboard.demonstration.calage import caler_engagements, caler_paiements
from ti_dashboard.demonstration.calendrier import Calendrier, hasard
from ti_dashboard.demonstration.candidatures import lignes_candidatures
from ti_dashboard.demonstration.declarations import aides_par_projet, lignes_projets
from ti_dashboard.demonstration.demarche import etats_phase_1
from ti_dashboard.demonstration.echeancier import Echeancier
from ti_dashboard.demonstration.emplois import lignes_emplois
from ti_dashboard.demonstration.engagements import Financement, par_projet_finance
from ti_dashboard.demonstration.flux import (
    References,
    demandes_en_attente,
    lignes_de_programme,
    lignes_demande,
    lignes_financement,
)
from ti_dashboard.demonstration.jalons import lignes_jalons
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.projets import Projet, tirer_projets
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.statuts import lignes_statuts
from ti_dashboard.demonstration.suite import prolonger
from ti_dashboard.demonstration.territoires import lignes_perimetre, tirer_territoires
from ti_dashboard.demonstration.tirage import tirer_financements


def raconter(graine: int, calendrier: Calendrier, progression: Callable[[str], None]) -> list[LigneLivree]:
    """All rows of the five folders for one seed."""
    recit = _jusqu_en_2023(graine, calendrier, progression)
    progression("Suite, de 2023 à 2025")
    return recit.lignes + prolonger(recit, graine)


def _jusqu_en_2023(graine: int, calendrier: Calendrier, progression: Callable[[str], None]) -> Recit:
    """The first four folders, as they were told: what comes after never changes them."""

    def rng(sujet: str) -> Random:
        return hasard(graine, sujet)

    progression("Territoires, jalons et postes")
    territoires = tirer_territoires(rng("territoires"), calendrier)
    etats = etats_phase_1([t for t in territoires if t.phase == 1], rng("etats"))
    appuis = tirer_appuis(territoires, etats, calendrier, rng("appuis"))
    lignes = lignes_perimetre(territoires, calendrier)
    lignes += lignes_jalons(territoires, etats, appuis, calendrier, graine)
    lignes += lignes_postes(appuis, calendrier, rng("postes"))
    lignes += lignes_candidatures(rng("candidatures"))
    progression("Projets et financements")
    projets = tirer_projets(territoires, etats, calendrier, rng("projets"))
    financements = tirer_financements(projets, territoires, appuis, calendrier, rng("financements"))
    _derouler(financements, calendrier, graine)
    declarees, deplaces = lignes_projets(
        projets, territoires, aides_par_projet(financements), calendrier, rng("declarations")
    )
    references = References()
    lignes += declarees + _lignes_financements(projets, financements, deplaces, references, calendrier, graine)
    progression("Statuts et emplois")
    par_projet = par_projet_finance(financements)
    lignes += lignes_statuts(projets, par_projet, calendrier, rng("statuts"))
    lignes += lignes_emplois(projets, par_projet, calendrier, rng("emplois"))
    return Recit(territoires, appuis, projets, financements, references, deplaces, lignes)


def _derouler(financements: list[Financement], calendrier: Calendrier, graine: int) -> None:
    """Tunes the commitments, unrolls what follows, tunes the payments, then cancels what is left of some."""
    caler_engagements(financements)
    echeancier = Echeancier(calendrier, hasard(graine, "echeances"))
    for f in financements:
        echeancier.derouler(f)
    phase_1 = [f for f in financements if f.phase == 1]
    melanges = list(phase_1)
    hasard(graine, "paiements").shuffle(melanges)
    caler_paiements(phase_1, melanges)
    for f in financements:
        echeancier.annuler(f)


def _lignes_financements(
    projets: list[Projet],
    financements: list[Financement],
    deplaces: set[str],
    references: References,
    calendrier: Calendrier,
    graine: int,
) -> list[LigneLivree]:
    lignes = lignes_de_programme(calendrier, references, hasard(graine, "programme"))
    for f in financements:
        lignes += lignes_financement(f, references, deplaces)
    financeurs = {i: {f.famille for f in groupe} for i, groupe in par_projet_finance(financements).items()}
    for attente in demandes_en_attente(projets, financeurs, calendrier, hasard(graine, "demandes")):
        lignes.append(lignes_demande(attente, references, deplaces))
    return lignes
