"""The file that TI_DASHBOARD_SERVICE names, read whole: every fault of it is said at once."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.mots import abreger, proches
from ti_dashboard.service.mentions import ServiceDeclare

VARIABLE = "TI_DASHBOARD_SERVICE"
TAILLE = 64 * 1024


def lire() -> ServiceDeclare:
    """What the deployment says of itself; nothing filled when no file is named.

    Raises ServiceIllisible with a sentence for each fault.
    """
    named = os.environ.get(VARIABLE, "")
    return _comprendre(Path(named).name, _contenu(Path(named))) if named else ServiceDeclare()


def _contenu(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            read = file.read(TAILLE + 1)
        if len(read) > TAILLE:
            raise ServiceIllisible((f"{path.name} dépasse {TAILLE // 1024} Ko : ce n'est pas le fichier du service.",))
        return tomllib.loads(read.decode("utf-8"))
    except OSError as error:
        raise ServiceIllisible(
            (f"Le fichier du service {path.name} ne se lit pas ({error.strerror}) : corrigez {VARIABLE}.",)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ServiceIllisible((f"{path.name} n'est pas du TOML lisible ({error}).",)) from None


def _comprendre(nom: str, contenu: dict[str, Any]) -> ServiceDeclare:
    faults: list[str] = []
    parts = {f.name: f.default_factory for f in fields(ServiceDeclare) if callable(f.default_factory)}
    read = {}
    for key, part in parts.items():
        table = contenu.get(key, {})
        if not isinstance(table, dict):
            faults.append(f"{nom}, {key} : écrivez une table [{key}].")
            continue
        faults += [f"{nom}, {said}" for said in _inconnues(table, [f.name for f in fields(part())], f"{key}.")]
        read[key] = part(**dict(_valeurs(nom, key, part(), table, faults)))
    faults += [f"{nom}, {said}" for said in _inconnues(contenu, list(parts), "")]
    if faults:
        raise ServiceIllisible(tuple(faults))
    return ServiceDeclare(**read)


def _valeurs(nom: str, cle: str, partie: Any, table: dict[str, Any], fautes: list[str]) -> Iterator[tuple[str, str]]:
    """The filled fields of a table; an empty text is a field that is not filled."""
    for declared in fields(partie):
        if declared.name not in table:
            continue
        try:
            if text := declared.metadata["genre"](table[declared.name]):
                yield declared.name, text
        except ValueError as fault:
            fautes.append(f"{nom}, {cle}.{declared.name} : « {abreger(str(table[declared.name]))} » {fault}")


def _inconnues(table: dict[str, Any], connues: list[str], avant: str) -> Iterator[str]:
    for key in table:
        if key not in connues:
            near = " ou ".join(f"« {code} »" for code, _ in proches(key, dict(zip(connues, connues, strict=True))))
            hint = f" Vouliez-vous dire {near} ?" if near else f" On connaît {', '.join(connues)}."
            yield f"{avant}{abreger(key)} : ce nom n'est pas connu.{hint}"
