"""What deliveries must have told for an indicator to be known: where nobody ever told it, it is unknown, never zero."""

from collections.abc import Collection

from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.referentiels.natures import NATURES

MONTANTS = {
    "annonce": "annoncés", "fleche": "fléchés", "demande": "demandés", "engage": "engagés",
    "conventionne": "conventionnés", "paye": "payés", "annule": "annulés",
}  # fmt: skip
"""Kinds of amount, as they are said of amounts: whoever finances tells them."""
SUIVI = {nature.matiere: nature.dite for nature in NATURES.values() if nature.matiere}
"""What whoever pilots the programme tells, as it is said."""

_PAR_QUESTION = {
    "lignes_emplois": {"emploi"},
    "lignes_postes": {"poste"},
    "lignes_projets_appui": {"jalon"},
    "lignes_nouvelles": {"jalon"},
    "lignes_candidatures": {"candidature"},
    "lignes_membres": {"candidature"},
    "lignes_reste": {"engage", "paye"},
}
_ENGAGEMENTS = ("engages", "sans_engagement")


def matieres(indicateur: Indicateur) -> frozenset[str]:
    """The matters an indicator is made of; empty when the referentials alone give it."""
    if indicateur.lignes == "lignes_territoires":
        is_told = indicateur.numerateur or indicateur.selection["choix"] not in ("tous", "nouveaux")
        return frozenset({"jalon"} if is_told else ())
    if indicateur.lignes == "lignes_projets":
        return frozenset({"projet", *_du_projet(indicateur)})
    if indicateur.lignes == "lignes_montants":
        # A line without its amount is one that was told.
        return frozenset({"engage"} if "manques" in indicateur.selection else indicateur.selection["types"])
    return frozenset(_PAR_QUESTION.get(indicateur.lignes, ()))


def _du_projet(indicateur: Indicateur) -> set[str]:
    chosen, counted = indicateur.selection, indicateur.numerateur
    by_money = chosen["choix"] in _ENGAGEMENTS or counted == "est_engage"
    staged = set(chosen.get("statuts", ())) - {"inconnu"}
    by_status = staged or chosen["choix"] == "sortis" or counted == "est_realise_ou_en_cours"
    return {name for name, needed in (("engage", by_money), ("statut", by_status)) if needed}


def tus(dites: Collection[str]) -> frozenset[str]:
    """The indicators that nothing told can give, ``dites`` being the matters that deliveries tell."""
    return frozenset(key for key, i in CATALOGUE.items() if not matieres(i) <= set(dites))
