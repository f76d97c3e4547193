"""The rows of a block as a picture keeps them, kind by kind: lengths in thousandths, words as they are read. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

MILLE = 1000
COLONNES = 8
"""Columns of a table in one picture: more could not be read."""


def _milliemes(value: float, whole: float) -> int:
    return max(0, min(MILLE, round(MILLE * value / whole))) if whole else 0


def _barres(block: Any) -> list[dict[str, Any]]:
    most = block.get("max") or max((one["valeur"] or 0 for one in block["lignes"]), default=0)
    return [
        {
            "libelle": one["libelle"],
            "texte": one["texte"],
            "part": None if one["valeur"] is None else _milliemes(one["valeur"], most),
            "couleur": one["couleur"],
            "note": one["note"] or "",
            **_corrige(one),
        }
        for one in block["lignes"]
    ]


def _corrige(node: Mapping[str, Any]) -> dict[str, str]:
    said = node.get("corrige")
    return {"ancien": said["ancien"] if said else ""}


def _colonnes(block: Any) -> list[int]:
    every = range(len(block["colonnes"]))
    return [n for n in block.get("garde") or every if n in every][:COLONNES]


def tetes(block: Any) -> list[Any]:
    return [block["colonnes"][n] for n in _colonnes(block)] if block["type"] == "table" else []


def _table(block: Any) -> list[dict[str, Any]]:
    rows = [*block["lignes"], *([block["totaux"]] if block["totaux"] else [])]
    kept = _colonnes(block)
    return [{"cases": [{"texte": row["cases"][n]["texte"], **_corrige(row["cases"][n])} for n in kept]} for row in rows]


def _courbe(block: Any) -> list[dict[str, Any]]:
    days = [point[0] for one in block["series"] for point in one["points"]]
    first, last = min(days, default=0), max(days, default=1)
    return [
        {
            "libelle": one["libelle"],
            "couleur": one["couleur"],
            "axe": block["axe_y"],
            "points": [
                {
                    "x": _milliemes(day - first, last - first) if last > first else MILLE // 2,
                    "y": _milliemes(value, block["max_y"]),
                    "date": said_day,
                    "texte": said,
                }
                for day, value, said_day, said in one["points"]
            ],
        }
        for one in block["series"]
    ]


def _pont(block: Any) -> list[dict[str, Any]]:
    most = max((max(one["de"], one["a"]) for one in block["etapes"]), default=0)
    return [
        {
            "libelle": one["libelle"],
            "texte": one["texte"],
            "de": _milliemes(min(one["de"], one["a"]), most),
            "part": _milliemes(abs(one["a"] - one["de"]), most),
            "couleur": one["couleur"],
            "note": "",
            "ancien": "",
        }
        for one in block["etapes"]
    ]


def _phrases(block: Any) -> list[dict[str, Any]]:
    return [{"fort": one["fort"], "suite": one["suite"]} for one in block["lignes"]]


def _signaux(block: Any) -> list[dict[str, Any]]:
    return [
        {"fort": f"{one['libelle']} : {one['texte']} {one['unite']}", "suite": one["regle"]} for one in block["lignes"]
    ]


GENRES: Mapping[str, tuple[str, Callable[[Any], list[dict[str, Any]]]]] = {
    "barres": ("barres", _barres),
    "pont": ("barres", _pont),
    "table": ("table", _table),
    "courbe": ("courbe", _courbe),
    "phrases": ("liste", _phrases),
    "signaux": ("liste", _signaux),
}
"""Kind of a block → how a picture draws it, and what it keeps of its rows."""
