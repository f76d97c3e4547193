"""What a perimeter holds: the territories of a region, the bodies of the family of an operator."""

from functools import cache

from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.referentiels import lire, organismes

NATIONAL = "tout le programme"


def dire(perimetre: PerimetreDAcces) -> str:
    """« Région Bretagne », « France Travail (Pôle emploi jusqu'en 2023) »."""
    region = {row["code_region"]: f"Région {row['nom']}" for row in lire("region")}
    family = {row["famille_id"]: row["libelle"] for row in lire("famille_operateur")}
    held = perimetre.operateur and famille(perimetre.operateur)
    said = [region.get(perimetre.region, perimetre.region), family.get(held, held)]
    return ", ".join(filter(None, said)) or NATIONAL


def a_pour_region(lieu: tuple[object, object], code_region: str) -> bool:
    """Whether the territory, (phase, code), has this region among its own."""
    return code_region in _regions_couvertes().get((str(lieu[0]), str(lieu[1])), ())


def famille(operateur_id: str) -> str:
    """One code for a body under all its names: an act of Pôle emploi is France Travail's."""
    return _familles().get(operateur_id, operateur_id)


def famille_nommee(nom: str) -> str | None:
    """That of the body this name is that of, however it is written."""
    body = organismes.par_nom(nom)
    return famille(body.operateur_id) if body else None


@cache
def _regions_couvertes() -> dict[tuple[str, str], frozenset[str]]:
    return {
        (row["phase"], row["territoire_id"]): frozenset(row["codes_regions_couvertes"].split())
        for row in lire("territoire")
    }


@cache
def _familles() -> dict[str, str]:
    return {row["operateur_id"]: row["famille_id"] for row in lire("operateur")}
