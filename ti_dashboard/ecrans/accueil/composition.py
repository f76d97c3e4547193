"""The board of the first screen (Q1): tiles, map, ladder, operators, themes and progress, composed as one message."""

from collections.abc import Sequence
from datetime import date

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.comparaison import cadrer, encadrer, reserve
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.accueil import blocs
from ti_dashboard.langue.formats import accord, enumeration, jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import barres, carte, contours, progression
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.parametres import MESURE, mesure_choisie
from ti_dashboard.programme.filtres import LIEUX, phase_en_mots
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions import comparaison
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.postes import relever_avec_postes
from ti_dashboard.questions.releve import rien_dit

# Territories named in one sentence before the others are counted.
NOMMES = 3


def composer(contexte: Contexte, mots: Mots) -> Ecran:
    """The whole screen as one message; every text in it is ready to read."""
    choix = contexte.choix
    releves = relever_avec_postes(contexte.publication, choix)
    actuel = releves.get(choix.arrete)
    screen = vierge(f"Où en est-on au {jour(choix.arrete)} ?", contexte.en_mots())
    if actuel is None:
        screen["message"] = absence.message(choix, _message_vide(contexte))
        if absence.est_tue(choix):
            screen["tuiles"] = blocs.tuiles_accueil(encadrer(contexte, rien_dit(), None))
    else:
        _remplir(screen, contexte, mesure_choisie(mots), releves)
        before = comparaison.precedent(releves, choix)
        screen["sous_titre"] += f"{_repere(contexte, actuel)}{reserve(contexte, before)}"
    return signer(screen)


def _remplir(screen: Ecran, contexte: Contexte, mesure: str, releves: dict[date, Releve]) -> None:
    publication, choix = contexte.publication, contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    cadre, actuel = cadrer(contexte, releves), releves[choix.arrete]
    territories, engagements, themes = (
        poser_en_sommes(publication, name, **bound)
        for name in ("carte", "engagements_par_operateur", "projets_par_theme")
    )
    drawn = carte.carte(
        choix, territories, mesure, contours.adresse(choix.phase), millesimes(publication, choix.arrete)
    )
    drawn["noms"] = contours.noms_d_alors(choix.phase, territories)
    screen["tuiles"], screen["carte"] = blocs.tuiles_accueil(cadre), drawn
    screen["blocs"] = [
        barres.echelle(choix, actuel, cadre.precedent),
        barres.par_operateur(cadre.compares, engagements),
        barres.par_theme(cadre, themes),
        progression.progression(choix, releves),
    ]
    if actuel["nb_projets"].est_vide:
        screen["message"] = "Aucun projet ne répond à ces filtres à cet arrêté."


def _repere(contexte: Contexte, actuel: Releve) -> str:
    """What completes the tiles in one sentence: binômes, regions, wholly new territories, partly covered ones."""
    choix = contexte.choix
    pairs, regions = actuel["nb_territoires_binome"], actuel["nb_regions_toutes_engagees"]
    parts, regions_ignore = [], choix.ignores(CATALOGUE["nb_regions_toutes_engagees"].filtres)
    if not pairs.est_tu:
        parts.append(
            f"{accord(pairs.valeur, 'binôme désigné', 'binômes désignés')}, {accord(pairs.inconnus, 'inconnu')}"
        )
    if not pairs.est_tu and not set(regions_ignore) & set(LIEUX):
        counted = f"{accord(regions.valeur, 'région')} sur {nombre(regions.denominateur)}"
        parts.append(f"{counted} dont tous les territoires sont engagés")
    if choix.phase == 2:
        new = actuel["nb_territoires_entierement_nouveaux"].valeur
        parts.append(accord(new, "territoire entièrement nouveau", "territoires entièrement nouveaux"))
    if choix.regions:
        rows = poser(contexte.publication, "territoires_couverts", **choix.parametres(), arrete=choix.arrete)
        parts += [en_partie(rows)] if rows else []
    return "".join(f" · {part}" for part in parts)


def en_partie(rows: Sequence[Ligne]) -> str:
    """« En partie dans ce choix, compté ailleurs : Pays de Redon (Bretagne) », the lead region that counts each."""
    named = [f"{r['nom']} ({r['region']})" for r in rows[:NOMMES]]
    more = len(rows) - len(named)
    said = enumeration([*named, accord(more, "autre")] if more else named)
    counted = "compté dans sa" if len(rows) == 1 else "comptés dans leur"
    return f"en partie dans ce choix, {counted} région chef de file : {said}"


def _message_vide(contexte: Contexte) -> str:
    choix = contexte.choix
    if choix.est_situe:
        return f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {contexte.en_mots()}."
    return (
        f"{phase_en_mots(choix.phase, 'La phase')} ne comptait aucun territoire au {jour(choix.arrete)}. "
        "Choisissez l'autre phase, ou un arrêté plus récent."
    )


COMPOSITIONS = {"accueil": (Composition("accueil", composer, (MESURE.nom,)),)}
