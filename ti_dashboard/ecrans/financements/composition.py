"""The boards of the page Financements (Q4, Q5): the ladder and who commits, the card of one body, the tables."""

from datetime import date

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.comparaison import cadrer, reserve
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.financements import blocs
from ti_dashboard.ecrans.financements.composition_operateur import OPERATEUR
from ti_dashboard.ecrans.financements.composition_tables import AUCUN_ENGAGEMENT, ENVELOPPES, TERRITOIRES, THEMES
from ti_dashboard.langue.formats import jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.releve import relever


def composer(contexte: Contexte, _mots: Mots) -> Ecran:
    """The board as one message; every text in it is ready to read."""
    publication, choix = contexte.publication, contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    releves = relever(publication, choix)
    screen = vierge(f"Qui paie, et combien est versé au {jour(choix.arrete)} ?", contexte.en_mots())
    actuel: Releve | None = releves.get(choix.arrete)
    if actuel is None:
        screen["message"] = absence.message(
            choix,
            f"Aucun montant à montrer au {jour(choix.arrete)} pour ce choix : la phase ou la région n'avait aucun "
            "territoire. Choisissez l'autre phase, ou un arrêté plus récent.",
        )
        return signer(screen)
    cadre = cadrer(contexte, releves)
    screen["sous_titre"] += reserve(contexte, cadre.precedent)
    screen["tuiles"] = blocs.tuiles(cadre)
    screen["blocs"] = blocs.blocs(
        cadre,
        poser_en_sommes(publication, "engagements_par_operateur", **bound),
        poser_en_sommes(publication, "financements_repartition", **bound),
        _deux_arretes(contexte, "financements_reste", "dossiers_reste"),
        _deux_arretes(contexte, "financements_delais", "dossiers_delais"),
    )
    engaged = actuel[blocs.ENGAGE]
    if not (engaged.est_tu or engaged.connus + engaged.inconnus):
        screen["message"] = AUCUN_ENGAGEMENT
    return signer(screen)


def _deux_arretes(contexte: Contexte, nom: str, sur: str) -> tuple[tuple[Ligne, ...], tuple[Ligne, ...]]:
    """The same question over the rows of ``sur``, at the arrêté and at the earlier one (nothing when there is none)."""
    choix = contexte.choix
    bound = choix.parametres() | {"ages": [], "etapes": []}

    def rows(day: date) -> tuple[Ligne, ...]:
        return poser_en_sommes(contexte.publication, nom, sur=sur, **bound, arrete=day)

    return rows(choix.arrete), rows(choix.compare) if choix.compare else ()


COMPOSITIONS = {"financements": (Composition("financements", composer), *OPERATEUR, THEMES, TERRITOIRES, ENVELOPPES)}
