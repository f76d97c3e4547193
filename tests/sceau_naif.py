"""The seal computed a second time, in plain Python, from the rows as they are: what the SQL of a recipe must give.

It shares the declared columns with the recipes, and nothing else: no text form, no filter, no hash.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256

from ti_dashboard.sceau.recettes import FIGE, RECUE, Recette, TableSignee

Rangee = Mapping[str, object]


def sceller(recette: Recette, tables: Mapping[str, Iterable[Rangee]], arrete: date, cloture: date) -> str:
    """The root of an arrêté; ``tables``: name → rows, of all arrêtés."""
    told = f"sceau {recette.nom}\narrete {arrete.isoformat()}\ncloture {cloture.isoformat()}\n"
    for content in recette.tables:
        hashes = sorted(_hash(content, row) for row in _retenues(content, tables[content.table], arrete, cloture))
        told += f"table {content.table} {len(hashes)} {_hex(''.join(hashes))}\n"
    groups: dict[tuple[object, ...], list[str]] = {}
    for row in _retenues(recette.chiffres, tables["chiffre_scelle"], arrete, cloture):
        key = (row["phase"], row["indicateur_id"], row["version"])
        groups.setdefault(key, []).append(_hash(recette.chiffres, row))
    for (phase, name, version), hashes in sorted(groups.items()):
        told += f"chiffre {phase} {name} {version} {len(hashes)} {_hex(''.join(sorted(hashes)))}\n"
    return _hex(told)


def _retenues(content: TableSignee, rows: Iterable[Rangee], arrete: date, cloture: date) -> list[Rangee]:
    if content.retenues == FIGE:
        return [row for row in rows if row["arrete_id"] == arrete]
    known = [row for row in rows if row["date_connaissance"] <= cloture]
    return known if content.retenues == RECUE else [row for row in known if row["date_effet"] <= arrete]


def _hash(content: TableSignee, row: Rangee) -> str:
    return _hex("".join(_cellule(row[name], form) for name, form in content.colonnes))


def _cellule(value: object, form: str) -> str:
    if value is None:
        return "-"
    text = _texte(value, form)
    return f"{len(text.encode())}:{text},"


def _texte(value: object, form: str) -> str:
    if form == "liste":
        assert isinstance(value, list | tuple)
        return "".join(_cellule(item, "texte") for item in value)
    if form in ("euros", "dix_decimales"):
        assert isinstance(value, Decimal)
        return f"{value:.{2 if form == 'euros' else 10}f}"
    if form == "flottant":
        return f"{value:.17e}"
    if form == "booleen":
        return "vrai" if value else "faux"
    return value.isoformat() if form == "jour" else str(value)


def _hex(text: str) -> str:
    return sha256(text.encode()).hexdigest()
