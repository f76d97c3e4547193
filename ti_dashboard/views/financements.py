"""Financements (Q4, Q5): the ladder, who commits, by which means, what is left to pay, then the tables to the cent."""

from ti_dashboard.charts import financements
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import jour
from ti_dashboard.mesures import Releve
from ti_dashboard.queries.questions import poser
from ti_dashboard.queries.releve import relever
from ti_dashboard.store import Ligne
from ti_dashboard.views import absence, financements_tables, operateur
from ti_dashboard.views.comparaison import cadrer, reserve
from ti_dashboard.views.geste import dessiner_planche


def dessiner(contexte: Contexte) -> None:
    choix = contexte.choix
    releves = relever(contexte.publication, choix)
    actuel = releves.get(choix.arrete)
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    dessiner_planche(contexte, composer(contexte, releves, bound), "financements")
    if actuel is not None:
        if len(choix.operateurs) == 1:
            operateur.carte(contexte, actuel)
        financements_tables.themes(contexte)
        financements_tables.territoires(contexte)
    financements_tables.enveloppes(contexte)


def composer(contexte: Contexte, releves: dict, bound: dict[str, object]) -> dict[str, object]:
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
    screen["tuiles"] = financements.tuiles(cadre)
    screen["blocs"] = financements.blocs(
        cadre,
        poser(publication, "engagements_par_operateur", **bound),
        poser(publication, "financements_repartition", **bound),
        _deux_arretes(contexte, "financements_reste", "dossiers_reste"),
        _deux_arretes(contexte, "financements_delais", "dossiers_delais"),
    )
    engaged = actuel[financements.ENGAGE]
    if not (engaged.est_tu or engaged.connus + engaged.inconnus):
        screen["message"] = "Aucun engagement ne répond à ces filtres à cet arrêté."
    return signer(screen)


def _deux_arretes(contexte: Contexte, nom: str, sur: str) -> tuple[tuple[Ligne, ...], ...]:
    """The same question over the rows of ``sur``, at the arrêté and at the earlier one (nothing when there is none)."""
    choix = contexte.choix
    bound = choix.parametres() | {"ages": [], "etapes": []}
    dates = (choix.arrete, choix.compare)
    return tuple(poser(contexte.publication, nom, sur=sur, **bound, arrete=day) if day else () for day in dates)
