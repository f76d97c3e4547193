"""The reference data an arrêté was told with: names, populations, perimeters, vocabularies, frozen with it.

Table « territoire » is what the referentials say today; « fige_territoire » what they said at each arrêté. A question
asked at an arrêté reads the second under the name of the first: none can forget it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

PREFIXE = "fige_"
REFERENCES = (
    "region",
    "departement",
    "groupement",
    "territoire",
    "territoire_region",
    "territoire_filiation",
    "territoire_groupement",
    "operateur",
    "famille_operateur",
    "instrument",
    "axe",
    "theme",
    "levier",
    "type_jalon",
    "statut_projet",
    "statut_candidature",
    "type_montant",
    "nature_aide",
    "millesime",
)

_COMMENTAIRES = re.compile(r"(?:--[^\n]*\n|\s)*")
_NOMS = "|".join(REFERENCES)
_LUES = re.compile(rf"\b(?:FROM|JOIN)\s+({_NOMS})\b(?!\s*\()", re.IGNORECASE)
_FIGEES = re.compile(rf"\b{PREFIXE}({_NOMS})\b", re.IGNORECASE)


@cache
def a_l_arrete(sql: str) -> str:
    """The same question, reading the reference of the arrêté bound as ``$arrete``."""
    kept = f"AS NOT MATERIALIZED (SELECT * EXCLUDE (arrete_id) FROM {PREFIXE}{{0}} WHERE arrete_id = $arrete)"  # noqa: S608
    return nommer_avant(sql, [f"{name} {kept.format(name)}" for name in sorted(set(_LUES.findall(sql)))])


@cache
def du_jour(sql: str) -> str:
    """The same question to a publication that keeps one reference: it shows every arrêté with that of its day."""
    same = "AS NOT MATERIALIZED (SELECT arrete.arrete_id, r.* FROM arrete CROSS JOIN {0} r)"
    return nommer_avant(sql, [f"{PREFIXE}{name} {same.format(name)}" for name in sorted(set(_FIGEES.findall(sql)))])


def nommer_avant(sql: str, tables: Sequence[str]) -> str:
    """``sql`` with these tables named before its own, its first comment (its grain) still first."""
    if not tables:
        return sql
    comments = _COMMENTAIRES.match(sql)
    start = comments.end() if comments else 0
    body = f",\n{sql[start + 5 :]}" if sql[start : start + 5].upper() == "WITH " else f"\n{sql[start:]}"
    return f"{sql[:start]}WITH " + ",\n".join(tables) + body


def gardees(lire: Callable[[str, dict[str, Any]], Iterable[object]]) -> bool:
    """Whether a publication keeps the reference of its arrêtés: one made before it did has only that of its day."""
    return any(lire("SELECT 1 FROM duckdb_tables() WHERE table_name = $nom", {"nom": f"{PREFIXE}millesime"}))
