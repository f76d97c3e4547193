"""What is said of a dated definition: since when it is in force, and the words it had before. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.indicateurs.versions import Version


def en_vigueur(version: Version) -> str:
    """« Version 2, en vigueur pour les arrêtés figés à partir du 26/11/2026 »."""
    if version.depuis is None:
        return f"Version {version.version}, en vigueur depuis le premier arrêté"
    return f"Version {version.version}, en vigueur pour les arrêtés figés à partir du {jour(version.depuis)}"


def anciennes(versions: Iterable[Version]) -> list[tuple[str, Version]]:
    """The versions of before, the last one first: when each was in force, and its words."""
    past = [(_jusqu_au(one, following), one) for one, following in pairwise(versions)]
    return past[::-1]


def _jusqu_au(version: Version, following: Version) -> str:
    if following.depuis is None:
        raise ValueError(f"{following.indicateur_id} : seule la première version est en vigueur depuis toujours")
    until = jour(following.depuis - timedelta(days=1))
    if version.depuis is None:
        return f"Version {version.version}, pour les arrêtés figés jusqu'au {until}"
    return f"Version {version.version}, pour les arrêtés figés du {jour(version.depuis)} au {until}"
