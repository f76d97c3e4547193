"""Outlines of the map, one committed file per phase: served as it is, its names compared with those of an arrêté.

``outils/contours.py`` makes it from the reference data; ``ressources/carte.js`` says how each list is read.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ti_dashboard.dossier.chemins import REFERENTIELS

PHASES = (1, 2)


def fichier(phase: int) -> Path:
    return REFERENTIELS / "geo" / f"contours_phase{phase}.json"


@cache
def contours_json(phase: int) -> tuple[bytes, str]:
    """What the browser needs to draw one phase's map, and a short content hash: its address is cached for ever."""
    body = fichier(phase).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:12]


def adresse(phase: int) -> str:
    """Where the browser fetches the outlines of a phase: named by their content, kept for ever."""
    return f"/ressources/contours-{phase}-{contours_json(phase)[1]}.json"


@cache
def contours(phase: int) -> dict[str, Any]:
    outlines: dict[str, Any] = json.loads(contours_json(phase)[0])
    return outlines


def noms_d_alors(phase: int, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Name, region and its code of the territories that an arrêté did not know as the outlines name them today."""
    drawn, regions = contours(phase)["territoires"], {code: nom for code, nom, _ in contours(phase)["regions"]}
    today = {t[0]: [t[1], regions[t[2]], t[2]] for t in drawn}
    then = {r["territoire_id"]: [r["nom"], r["region"], r["code_region"]] for r in rows}
    return {key: said for key, said in then.items() if today.get(key) != said}
