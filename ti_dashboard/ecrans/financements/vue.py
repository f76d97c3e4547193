"""Financements (Q4, Q5): the ladder, who commits, by which means, what is left to pay, then the tables to the cent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ti_dashboard.cadre import absence
from ti_dashboard.cadre.comparaison import cadrer, reserve
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.financements import blocs, vue_operateur, vue_tables
from ti_dashboard.langue.formats import jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever


def dessiner(contexte: Contexte) -> None:
    choix = contexte.choix
    releves = relever(contexte.publication, choix)
    actuel = releves.get(choix.arrete)
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    dessiner_planche(contexte, composer(contexte, releves, bound), "financements")
    if actuel is not None:
        if len(choix.operateurs) == 1:
            vue_operateur.carte(contexte, actuel)
        vue_tables.themes(contexte)
        vue_tables.territoires(contexte)
    vue_tables.enveloppes(contexte)


def composer(contexte: Contexte, releves: Mapping[date, Releve], bound: dict[str, Any]) -> Ecran:
    """The board as one message; every text in it is ready to read."""
    publication, choix = contexte.publication, contexte.choix
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
        poser(publication, "engagements_par_operateur", **bound),
        poser(publication, "financements_repartition", **bound),
        _deux_arretes(contexte, "financements_reste", "dossiers_reste"),
        _deux_arretes(contexte, "financements_delais", "dossiers_delais"),
    )
    engaged = actuel[blocs.ENGAGE]
    if not (engaged.est_tu or engaged.connus + engaged.inconnus):
        screen["message"] = "Aucun engagement ne répond à ces filtres à cet arrêté."
    return signer(screen)


def _deux_arretes(contexte: Contexte, nom: str, sur: str) -> tuple[tuple[Ligne, ...], tuple[Ligne, ...]]:
    """The same question over the rows of ``sur``, at the arrêté and at the earlier one (nothing when there is none)."""
    choix = contexte.choix
    bound = choix.parametres() | {"ages": [], "etapes": []}

    def rows(day: date) -> tuple[Ligne, ...]:
        return poser(contexte.publication, nom, sur=sur, **bound, arrete=day)

    return rows(choix.arrete), rows(choix.compare) if choix.compare else ()
