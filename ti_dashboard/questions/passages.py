"""Territories that entered the programme and left it between two arrêtés, or left and came back.

They stand in neither count, or in both: the difference does not see them, the gross flows do.
"""

from collections.abc import Callable, Iterable, Sequence

from ti_dashboard.magasin.guichet import Ligne, Publication
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.questions.franchissements import origine_du_fait
from ti_dashboard.questions.poser import poser


def se_compte(chiffre: Chiffre) -> bool:
    """Only the count of the territories of the programme has such passages, narrowed by nothing but shared filters."""
    return chiffre.indicateur_id == "nb_territoires" and all(dim in FILTRES for dim, _ in chiffre.precisions)


def passages(facts: Sequence[Ligne], est_nouveau: Callable[[Ligne], bool]) -> list[tuple[Ligne, bool]]:
    """The new facts that put one territory in the programme or out of it, each with whether it entered."""
    inside, crossed = False, []
    for fact in facts:
        if fact["genre"] == "programme" and fact["est_dedans"] is not inside:
            inside = fact["est_dedans"] is True
            if est_nouveau(fact):
                crossed.append((fact, inside))
    return crossed


def ligne_de(publication: Publication, choix: Filtres, fact: Ligne) -> Ligne:
    """The row of a territory that is in neither count: its names, and the fact."""
    bound = choix.parametres() | {"arrete": choix.arrete, "territoire_id": fact["territoire_id"]}
    named = poser(publication, "territoire", **bound)[0]
    row = {
        "territoire_id": fact["territoire_id"],
        "territoire": named["nom"],
        "region": named["region"],
        "regions": named["regions"],
        "etat": None,
        "motif_blocage": None,
        "binome": "inconnu",
    }
    return {**row, **origine_du_fait(fact)}


def retenus(rows: Iterable[Ligne]) -> dict[object, list[Ligne]]:
    """The facts of each territory of a place that the filters keep."""
    facts: dict[object, list[Ligne]] = {}
    for row in rows:
        if row["est_suivi"]:
            facts.setdefault(row["territoire_id"], []).append(row)
    return facts
