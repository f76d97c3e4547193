"""Which texts the store can keep, and give back as they were: the same ones on each of its engines."""

import re
from collections.abc import Iterable, Mapping

from ti_dashboard.errors import GesteRefuse

# PostgreSQL keeps no U+0000; half of a pair is no character, and no encoding writes it.
_INGARDABLE = re.compile("[\\x00\\ud800-\\udfff]")


def se_garde(texte: str) -> bool:
    """Whether a store could hold it: what it could not is nobody's code, nor anybody's key."""
    return _INGARDABLE.search(texte) is None


def exiger(texte: str, nom: str = "un texte") -> None:
    """Raises GesteRefuse, and says which character."""
    if found := _INGARDABLE.search(texte):
        raise GesteRefuse(
            f"{nom.capitalize()} contient un caractère qui ne s'enregistre pas (U+{ord(found[0]):04X}) : retirez-le. "
            "Rien n'a changé."
        )


def exiger_tous(valeurs: object) -> None:
    """The same of whatever is bound to a question, however it is given."""
    if isinstance(valeurs, str):
        exiger(valeurs)
    elif isinstance(valeurs, Mapping):
        exiger_tous(valeurs.values())
    elif isinstance(valeurs, Iterable) and not isinstance(valeurs, bytes | bytearray | memoryview):
        for one in valeurs:
            exiger_tous(one)
