"""The seal of one arrêté: its rows by recipe, then its figures, then the root over both.

Each row is hashed alone, and the hashes are put in their own order: a seal depends on what was said, never on the order
in which a file or an engine gives it.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from ti_dashboard.sceau.formes import ligne
from ti_dashboard.sceau.recettes import Recette, TableSignee, recette

# Runs one SELECT with its bound values and gives its rows.
Lire = Callable[[str, dict[str, Any]], Sequence[tuple[Any, ...]]]
# phase, indicateur_id, version
Cle = tuple[int, str, int]
# rows counted, and their hash
Signe = tuple[int, str]
Signes = dict[str, Signe]


@dataclass(frozen=True)
class Sceau:
    """``empreinte`` is the root, 64 hexadecimal digits; ``tables`` and ``chiffres`` are what it is made of: rows
    counted and their hash, by table, then by phase, indicator and version."""

    recette: str
    empreinte: str
    tables: Signes = field(compare=False)
    chiffres: dict[Cle, Signe] = field(compare=False)


def sceller(lire: Lire, nom: str, clotures: Mapping[date, date]) -> dict[date, Sceau]:
    """The seal that recipe ``nom`` gives to each arrêté; ``clotures``: arrêté → its closing.

    Raises PublicationIllisible when the recipe is not known here.
    """
    said = recette(nom)
    bounds: dict[str, object] = {"arretes": list(clotures), "clotures": list(clotures.values())}
    tables: dict[date, Signes] = {day: {} for day in clotures}
    for name, day, count, digest in lire(_question(said), bounds):
        tables[day][name] = count, digest
    figures: dict[date, dict[Cle, Signe]] = {day: {} for day in clotures}
    for day, phase, name, version, count, digest in lire(_question_des_chiffres(said.chiffres), bounds):
        figures[day][phase, name, version] = count, digest
    return {
        day: Sceau(nom, _racine(said, day, closing, tables[day], figures[day]), tables[day], figures[day])
        for day, closing in clotures.items()
    }


def _racine(said: Recette, arrete_id: date, cloture: date, tables: Signes, figures: Mapping[Cle, Signe]) -> str:
    lines = [f"sceau {said.nom}", f"arrete {arrete_id:%Y-%m-%d}", f"cloture {cloture:%Y-%m-%d}"]
    for content in said.tables:
        count, digest = tables[content.table]
        lines.append(f"table {content.table} {count} {digest}")
    for (phase, name, version), (count, digest) in sorted(figures.items()):
        lines.append(f"chiffre {phase} {name} {version} {count} {digest}")
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


_ARRETES = "SELECT unnest($arretes) AS arrete, unnest($clotures) AS cloture"


@cache
def _question(said: Recette) -> str:
    """Every table of a recipe in one question: a row is hashed once, however many arrêtés retain it."""
    each = (
        f"""SELECT '{c.table}', a.arrete, count(t.h), sha256(coalesce(string_agg(t.h, '' ORDER BY t.h), ''))
        FROM a LEFT JOIN (SELECT *, sha256({ligne(c.colonnes)}) AS h FROM {c.table}) t ON {c.retenues}
        GROUP BY a.arrete"""  # noqa: S608
        for c in said.tables
    )
    return f"WITH a AS ({_ARRETES}) " + " UNION ALL ".join(each)


@cache
def _question_des_chiffres(contenu: TableSignee) -> str:
    return f"""
        WITH a AS ({_ARRETES})
        SELECT a.arrete, phase, indicateur_id, version, count(*), sha256(string_agg(h, '' ORDER BY h))
        FROM a JOIN (SELECT *, sha256({ligne(contenu.colonnes)}) AS h FROM {contenu.table}) t ON {contenu.retenues}
        GROUP BY ALL"""  # noqa: S608
