"""Every table that can be taken away, declared once: its name is in its notice, and finds it again.

A module is read when one of its tables is asked for: who checks one file does not load what ranks territories.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose

__all__ = ["DECLARES", "Mots", "Tableau", "TableauCompose", "declare", "trouver"]

PAQUET = Path(__file__).parents[1]
_CLE = re.compile(r'^[A-Z_]+ = _?[Tt]ableau\(\s*"([^"]+)"', re.MULTILINE)


def _declares() -> Iterator[tuple[str, str]]:
    """Where each table is declared: ``tableaux*.py`` in the folder of its screen. Read as text, none is loaded."""
    for path in sorted([*PAQUET.glob("tableaux/*.py"), *PAQUET.glob("ecrans/*/tableaux*.py")]):
        module = ".".join(path.relative_to(PAQUET).with_suffix("").parts)
        yield from ((key, module) for key in _CLE.findall(path.read_text(encoding="utf-8")))


DECLARES = dict(_declares())
"""Name of a table → module that declares it."""


def trouver(cle: str) -> Tableau | None:
    """The table of a name that somebody gives, if one is declared."""
    return declare(cle) if cle in DECLARES else None


@cache
def declare(cle: str) -> Tableau:
    """The table that is declared under this name. Raises KeyError when none is."""
    module = import_module(f"ti_dashboard.{DECLARES[cle]}")
    return next(t for t in vars(module).values() if isinstance(t, Tableau) and t.cle == cle)
