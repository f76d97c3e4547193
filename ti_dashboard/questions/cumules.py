"""Which question to ask for a figure of the first screens: the one that reads sums made beforehand, when it can tell.

The question it stands for, asked of the lines themselves, stays the reference: both give the same rows to the cent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.questions.poser import poser

# What is asked of the lines → what is asked of the sums.
CUMULEES: Mapping[str, str] = {
    "montants_bilan": "montants_cumules",
    "engagements_par_operateur": "engagements_cumules",
    "financements_repartition": "financements_repartition_cumulee",
    "financements_operateur_theme": "financements_operateur_theme_cumules",
    "financements_operateur_territoire": "financements_operateur_territoire_cumules",
    "financements_enveloppes": "financements_enveloppes_cumulees",
    "financements_reste": "financements_reste_cumule",
    "financements_delais": "financements_delais_cumules",
}
# So, of projects: one that two bodies fund counts once, and no sum says how many either of them funds.
D_UN_SEUL_REGARD: Mapping[str, str] = {
    "projets_bilan": "projets_cumules",
    "carte": "carte_cumulee",
    "territoires_liste": "territoires_liste_cumulee",
    "projets_par_theme": "projets_par_theme_cumules",
    "projets_par_statut": "projets_par_statut_cumules",
    "projets_sans_engagement": "projets_sans_engagement_cumules",
    "projets_emplois": "projets_emplois_cumules",
}


def cumulee(nom: str, operateurs: Sequence[str]) -> str:
    """The name of the question to ask for ``nom`` when these operators are chosen."""
    alone = D_UN_SEUL_REGARD.get(nom)
    return CUMULEES[nom] if alone is None else alone if len(operateurs) < 2 else nom


def poser_en_sommes(
    publication: Publication, nom: str, *, sur: str | None = None, **parametres: Any
) -> tuple[Ligne, ...]:
    """Rows of the question ``nom`` over ``sur``, none of its rows left aside, from the sums when they tell them."""
    asked = cumulee(nom, parametres["operateurs"])
    return poser(publication, asked, sur=sur if asked == nom else None, **parametres)
