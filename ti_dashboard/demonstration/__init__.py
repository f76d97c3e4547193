"""Demonstration deliveries: an invented, seeded story that meets the figures published at five committees.

Nothing here is real but the reference data (territories, regions, operators) and the totals of ``cibles.py``.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from ti_dashboard.demonstration.calendrier import Calendrier
from ti_dashboard.demonstration.ecriture import ecrire
from ti_dashboard.demonstration.feuilles import repartir
from ti_dashboard.demonstration.scenario import raconter

GRAINE = 20190924


def generer(destination: Path, graine: int = GRAINE, progression: Callable[[str], None] | None = None) -> list[Path]:
    """Writes the five folders ``2019-04-30`` to ``2025-05-27`` in ``destination`` and returns them in date order.

    The same seed gives the same bytes, workbooks included. ``progression`` is told each step in one French phrase.
    A folder of the same name is replaced only when its slip says that everything in it is a demonstration.
    """
    dire = progression or (lambda _: None)
    calendrier = Calendrier(graine)
    lignes = raconter(graine, calendrier, dire)
    dire("Écriture des livraisons")
    is_new = not destination.exists()
    destination.mkdir(parents=True, exist_ok=True)
    try:
        return ecrire(destination, repartir(lignes, graine, calendrier))
    except BaseException:
        if is_new:
            # Nothing is left behind, and no folder that was there before is taken away.
            with contextlib.suppress(OSError):
                destination.rmdir()
        raise
