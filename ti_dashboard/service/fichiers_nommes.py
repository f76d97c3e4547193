"""A file that a deployment names: read within a bound, or a French sentence that never shows where it is."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.mots import abreger, proches

TAILLE = 64 * 1024


def octets(path: Path, taille: int, remede: str) -> bytes:
    """The whole file. Raises ServiceIllisible when it is missing, no file, or longer than ``taille``."""
    try:
        if not path.is_file():
            raise ServiceIllisible((f"{path.name} n'existe pas, ou n'est pas un fichier : {remede}",))
        with path.open("rb") as file:
            read = file.read(taille + 1)
    except OSError:
        raise ServiceIllisible((f"{path.name} ne se lit pas : {remede}",)) from None
    if len(read) > taille:
        raise ServiceIllisible((f"{path.name} dépasse {taille // 1024} Ko : {remede}",))
    return read


def toml(path: Path, variable: str) -> dict[str, Any]:
    try:
        return tomllib.loads(octets(path, TAILLE, f"corrigez {variable}.").decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ServiceIllisible((f"{path.name} n'est pas du TOML lisible ({error}).",)) from None


def inconnus(table: dict[str, Any], connus: Iterable[str], avant: str) -> Iterator[str]:
    """A sentence for each name that nobody declares, with the closest that are."""
    known = {name: name for name in connus}
    for key in table:
        if key not in known:
            near = " ou ".join(f"« {code} »" for code, _ in proches(key, known))
            hint = f" Vouliez-vous dire {near} ?" if near else f" On connaît {', '.join(known)}."
            yield f"{avant}{abreger(key)} : ce nom n'est pas connu.{hint}"
