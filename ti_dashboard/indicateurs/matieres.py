"""What deliveries must have told for an indicator to be known: where nobody ever told it, it is unknown, never zero."""

from collections.abc import Collection
from dataclasses import dataclass

from ti_dashboard.indicateurs import CATALOGUE
from ti_dashboard.indicateurs.modele import Indicateur


@dataclass(frozen=True)
class Matiere:
    """One thing that deliveries tell, as it is said (« les statuts des projets »), and who holds it."""

    dite: str
    detenteur: str


_FINANCEURS = "les financeurs"
MONTANTS = {
    "annonce": Matiere("les montants annoncés", "le Gouvernement"),
    "fleche": Matiere("les montants fléchés", _FINANCEURS),
    "demande": Matiere("les montants demandés", _FINANCEURS),
    "engage": Matiere("les montants engagés", _FINANCEURS),
    "conventionne": Matiere("les montants conventionnés", _FINANCEURS),
    "paye": Matiere("les montants payés", _FINANCEURS),
    "annule": Matiere("les annulations", _FINANCEURS),
}
"""By kind of amount."""

MATIERES = {
    "jalon": Matiere("l'avancement des territoires", "l'ANCT et les régions"),
    "projet": Matiere("les projets", "l'ANCT et les régions"),
    "statut": Matiere("les statuts des projets", "l'ANCT et les régions"),
    **MONTANTS,
    "emploi": Matiere("les emplois", "les régions et les opérateurs"),
    "poste": Matiere("les chefs de projet", "l'ANCT"),
    "candidature": Matiere("les candidatures", "l'ANCT"),
}
"""In the order they are said."""

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
