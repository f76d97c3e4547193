"""What has no meaning under the filters chosen: one rule for tiles, cells, totals, maps, downloads and panels."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.modele import ETAT_OPERATEURS

# What counts the State and its operators only.
HORS_REGIONS = {
    "nb_projets_engages",
    "nb_projets_sans_engagement",
    "taux_projets_engages",
    *(i for i, one in CATALOGUE.items() if one.selection.get("categories") == ETAT_OPERATEURS),
}


def familles_sans_objet(indicateur_id: str) -> tuple[str, ...]:
    """The bodies that an indicator leaves out: chosen alone, they leave it without meaning."""
    return ("regions",) if indicateur_id in HORS_REGIONS else ()


def motif(indicateur_id: str, filtres: Filtres) -> str | None:
    """Why an indicator has no meaning under these filters; None when it has one."""
    followed = filtres.limites_a(CATALOGUE[indicateur_id].filtres)
    if followed.operateurs and set(followed.operateurs) <= set(familles_sans_objet(indicateur_id)):
        return "Sans objet : le filtre ne retient que les conseils régionaux, que cet indicateur exclut."
    return None


def marquer(colonnes: Iterable[Colonne], filtres: Filtres, tus: Collection[str] = ()) -> tuple[Colonne, ...]:
    """The columns of a table, told so where their indicator has no meaning under these filters, or is of ``tus``: those
    that no delivery tells.
    """
    return tuple(
        replace(c, sans_objet=motif(c.indicateur, filtres), est_tu=c.indicateur in tus) if c.indicateur else c
        for c in colonnes
    )
