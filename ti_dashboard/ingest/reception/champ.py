"""One field of a schema, as its Table Schema declares it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Champ:
    nom: str
    genre: str
    description: str
    lire: Callable[[object], Any]
    est_requis: bool
    colonne_requise: bool
    valeurs: tuple[object, ...]
    libelles: Mapping[object, str]
    admis: Mapping[str, Any]
    motif: re.Pattern[str] | None
    minimum: Any
    maximum: Any
    avant_reception: bool
    decimales: int | None
    est_lieu: bool
    lieu_requis: bool
    est_mention: bool
    est_identifiant: bool = False
    forme: str = ""
