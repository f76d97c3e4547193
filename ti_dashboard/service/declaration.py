"""The file that TI_DASHBOARD_SERVICE names, read whole: every fault of it is said at once."""

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.mots import abreger
from ti_dashboard.service.fichiers_nommes import inconnus, toml
from ti_dashboard.service.mentions import ServiceDeclare

VARIABLE = "TI_DASHBOARD_SERVICE"


def lire() -> ServiceDeclare:
    """What the deployment says of itself; nothing filled when no file is named.

    Raises ServiceIllisible with a sentence for each fault.
    """
    named = os.environ.get(VARIABLE, "")
    return _comprendre(Path(named).name, toml(Path(named), VARIABLE)) if named else ServiceDeclare()


def _comprendre(nom: str, contenu: dict[str, Any]) -> ServiceDeclare:
    faults: list[str] = []
    parts = {f.name: f.default_factory for f in fields(ServiceDeclare) if callable(f.default_factory)}
    read = {}
    for key, part in parts.items():
        table = contenu.get(key, {})
        if not isinstance(table, dict):
            faults.append(f"{nom}, {key} : écrivez une table [{key}].")
            continue
        faults += [f"{nom}, {said}" for said in inconnus(table, [f.name for f in fields(part())], f"{key}.")]
        read[key] = part(**dict(_valeurs(nom, key, part(), table, faults)))
    faults += [f"{nom}, {said}" for said in inconnus(contenu, list(parts), "")]
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
