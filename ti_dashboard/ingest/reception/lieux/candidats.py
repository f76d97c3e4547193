"""Several communes may answer to one place: they attach it when all of them lie in the same territory."""

from collections.abc import Collection

from ti_dashboard.ingest.reception.lieux.communes import Commune, territoire_de
from ti_dashboard.ingest.reception.lieux.modele import Reponse, trouvee


def repondre(voie: str, dit: str, candidats: Collection[Commune], phase: int) -> Reponse:
    """The territory of every candidate, or the reason why there is not one: none, several, or only a part."""
    found = {territoire_de(commune, phase) for commune in candidats}
    inside = tuple(sorted(t for t in found if t))
    if not inside:
        return Reponse(voie, dit, None, f"dans aucun territoire de la phase {phase}")
    if len(found) == 1:
        return trouvee(voie, dit, inside[0])
    if len(inside) > 1:
        return plusieurs(voie, dit, inside)
    return Reponse(voie, dit, None, f"en partie seulement dans {inside[0]}", inside)


def plusieurs(voie: str, dit: str, possibles: tuple[str, ...]) -> Reponse:
    return Reponse(voie, dit, None, f"plusieurs territoires possibles, {' et '.join(possibles)}", possibles)
