"""The boards of the page Projets: the funnel and the jobs (Q6, Q8), then the projects that a search finds."""

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.comparaison import cadrer, reserve
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.projets import blocs, composition_emplois, composition_recherche
from ti_dashboard.ecrans.projets.blocs_sans_engagement import sans_engagement
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.releve import relever


def composer(contexte: Contexte, _mots: Mots) -> Ecran:
    """The board as one message."""
    publication, choix = contexte.publication, contexte.choix
    releves = relever(publication, choix)
    words = contexte.en_mots()
    screen = vierge(f"Que deviennent les projets au {jour(choix.arrete)} ?", words)
    actuel = releves.get(choix.arrete)
    if actuel is None:
        none = f"Aucun territoire ni projet au {jour(choix.arrete)} pour ce choix : {words}."
        screen["message"] = absence.message(choix, none)
        return signer(screen)
    bound = choix.parametres() | {"arrete": choix.arrete}
    cadre = cadrer(contexte, releves)
    screen["sous_titre"] += reserve(contexte, cadre.precedent)
    jobs_tiles, jobs_blocks = composition_emplois.composer(contexte, cadre)
    screen["tuiles"] = [*blocs.tuiles_projets(cadre), *jobs_tiles]
    screen["blocs"] = [
        blocs.par_statut(cadre, poser_en_sommes(publication, "projets_par_statut", **bound)),
        *sans_engagement(cadre, poser_en_sommes(publication, "projets_sans_engagement", **bound)),
        *jobs_blocks,
    ]
    if actuel["nb_projets"].est_vide:
        screen["message"] = "Aucun projet ne répond à ces filtres à cet arrêté."
    return signer(screen)


COMPOSITIONS = {"projets": (Composition("projets", composer), composition_recherche.LISTE)}
