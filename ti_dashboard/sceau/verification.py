"""Whether what a publication holds is what was sealed, and which figure is not."""

from datetime import date

from ti_dashboard.langue.formats import jour
from ti_dashboard.sceau import nommer
from ti_dashboard.sceau.empreinte import Lire, Sceau, sceller


def est_scellee(lire: Lire) -> bool:
    """Whether a publication was made since recipes exist: an earlier one has no seal that can be verified."""
    return any(lire("SELECT 1 FROM duckdb_tables() WHERE table_name = 'sceau_chiffre'", {}))


def alteres(lire: Lire, seul: date | None = None) -> list[str]:
    """One phrase per arrêté whose seal is not that of its content, with the figures that are not those sealed.

    A publication that seals no arrêté at all is altered too. ``seul``: look at this arrêté alone.
    Raises PublicationIllisible for an unknown recipe.
    """
    rows = lire(
        "SELECT arrete_id, date_cloture, recette, empreinte FROM arrete "
        "LEFT JOIN arrete_empreinte USING (arrete_id) ORDER BY arrete_id",
        {},
    )
    stored = [row for row in rows if seul in (None, row[0])]
    found: dict[date, Sceau] = {}
    for name in {recipe for _, _, recipe, _ in stored if recipe}:
        found |= sceller(lire, name, {day: closing for day, closing, recipe, _ in stored if recipe == name})
    told = [_altere(lire, day, found.get(day), signed) for day, _, _, signed in stored]
    return [phrase for phrase in told if phrase] if stored else ["aucun arrêté n'y est scellé"]


def _altere(lire: Lire, arrete_id: date, seal: Sceau | None, signed: str | None) -> str | None:
    if seal is None:
        return f"arrêté du {jour(arrete_id)}, sans sceau"
    differ = _indicateurs(lire, arrete_id, seal)
    if seal.empreinte == signed:
        return f"arrêté du {jour(arrete_id)}, détail de son sceau" if differ else None
    named = nommer.alteres(lire, arrete_id, differ) if differ else []
    return f"arrêté du {jour(arrete_id)}" + (f" : {', '.join(named)}" if named else "")


def _indicateurs(lire: Lire, arrete_id: date, seal: Sceau) -> set[tuple[int, str]]:
    """Phase and indicator whose sealed figures have not the hash noted when they were said."""
    noted = {
        (phase, indicateur_id, version): (count, digest)
        for phase, indicateur_id, version, count, digest in lire(
            "SELECT phase, indicateur_id, version, nb, empreinte FROM sceau_chiffre WHERE arrete_id = $arrete",
            {"arrete": arrete_id},
        )
    }
    return {key[:2] for key in noted.keys() | seal.chiffres.keys() if noted.get(key) != seal.chiffres.get(key)}
