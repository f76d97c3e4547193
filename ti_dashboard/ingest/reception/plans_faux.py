"""What a key of a mapping file must be, and the fault that names the one that is not."""

from collections.abc import Mapping
from typing import Any


class Faux(ValueError):
    """(key, what is wrong)"""


def cles_connues(place: str, content: Mapping[str, Any], known: set[str]) -> None:
    for key in content:
        if key not in known:
            raise Faux(f"{place}{key}", f"elle n'est pas connue ; clés possibles : {', '.join(sorted(known))}")


def un_mot(key: str, value: object) -> None:
    """A table or a list where one value is asked for is a fault of the file, said as such."""
    if isinstance(value, dict | list):
        raise Faux(key, "elle doit donner une seule valeur")
