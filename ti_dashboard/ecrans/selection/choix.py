"""From ranks to a list: manual picks, floors, then the best within the caps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ti_dashboard.ecrans.selection.modele import Bornes, Candidat, RegleDeSelection
from ti_dashboard.langue.formats import accord

SCORE, PLANCHER, MANUEL = "score", "plancher", "choix manuel"
SANS_BORNE = Bornes()


@dataclass(frozen=True)
class Retenus:
    """``retenus``: candidate → why it came in, in the order it did. ``suivant``: who would come in if one more were
    kept; ``dernier``: who would leave if one fewer were; None when no score decides."""

    retenus: dict[int, str]
    dernier: int | None
    suivant: int | None
    alertes: tuple[str, ...]


def choisir(ordre: Sequence[int], candidats: Sequence[Candidat], regle: RegleDeSelection) -> Retenus:
    """``ordre``: ranked candidates, the best first."""
    kept = _manuels(candidats, regle)
    warnings = _alertes_manuels(candidats, regle, kept)
    left = [i for i in ordre if i not in kept and candidats[i].territoire_id not in regle.manuels]
    count = Counter(candidats[i].code_region for i in kept)
    for i in left:
        region = candidats[i].code_region
        if len(kept) < regle.nombre and count[region] < regle.bornes.get(region, SANS_BORNE).plancher:
            kept[i] = PLANCHER
            count[region] += 1
    last = following = None
    for i in left:
        region = candidats[i].code_region
        if i in kept or _plafond(regle, region, count[region]):
            continue
        if len(kept) >= regle.nombre:
            following = i
            break
        kept[i] = SCORE
        count[region] += 1
        last = i
    return Retenus(
        kept, last, following, (*warnings, *_alertes_bornes(candidats, regle, count), *_alerte_nombre(regle, len(kept)))
    )


def _plafond(regle: RegleDeSelection, region: str, count: int) -> bool:
    highest = regle.bornes.get(region, SANS_BORNE).plafond
    return highest is not None and count >= highest


def _manuels(candidats: Sequence[Candidat], regle: RegleDeSelection) -> dict[int, str]:
    return {i: MANUEL for i, c in enumerate(candidats) if regle.manuels.get(c.territoire_id, (False, ""))[0]}


def _alertes_manuels(candidats: Sequence[Candidat], regle: RegleDeSelection, kept: dict[int, str]) -> list[str]:
    known = {c.territoire_id for c in candidats}
    said = [
        f"Choix manuel sans effet : {code} n'est pas dans ce périmètre." for code in regle.manuels if code not in known
    ]
    if len(kept) > regle.nombre:
        said.append(f"Les choix manuels ({len(kept)}) dépassent le nombre à retenir ({regle.nombre}).")
    return said


def _alertes_bornes(candidats: Sequence[Candidat], regle: RegleDeSelection, count: Counter[str]) -> list[str]:
    names = {c.code_region: c.region for c in candidats}
    said = []
    for region, bounds in sorted(regle.bornes.items()):
        if region not in names:
            said.append(f"Borne sans effet : aucun territoire à classer n'est dans la région {region}.")
            continue
        name, held = names[region], count[region]
        if held < bounds.plancher:
            said.append(f"Plancher non atteint, {name} : {held} sur {bounds.plancher}.")
        if bounds.plafond is not None and held > bounds.plafond:
            said.append(f"Plafond dépassé par un choix manuel ou un plancher, {name} : {held} pour {bounds.plafond}.")
    return said


def _alerte_nombre(regle: RegleDeSelection, kept: int) -> list[str]:
    if kept >= regle.nombre:
        return []
    return [f"Cette règle ne retient que {accord(kept, 'territoire')} sur {regle.nombre} demandés."]
