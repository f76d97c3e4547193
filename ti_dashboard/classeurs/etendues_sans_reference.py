"""Cells that do not say where they are: a library puts each after the one before, wherever that one said it was."""

import re
from collections.abc import Iterable

from ti_dashboard.classeurs.etendues import PREFIXE, Etendue, par_rangees, rang_colonne

_BALISE = re.compile(PREFIXE + rb"(row|c)(?=[\s/>])([^<>]*)>")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,7})(\d{1,10})["']""")
# A formula or an error there cannot be told by its place: its value would pass for one.
_CALCUL = re.compile(
    PREFIXE + rb"""c(?=[\s>])(?![^<>]*\sr\s*=)(?:[^<>]*\st\s*=\s*["']e["']|[^<>]*>\s*""" + PREFIXE + rb"""f[\s/>])"""
)


def elargir(found: Etendue, chunks: Iterable[bytes]) -> None:
    """Count them no nearer than any reader would: past the farthest place that is said, empty cells and rows included.

    A sheet that says no place at all is measured exactly. One that hides a formula so is in doubt.
    """
    column = line = widest = unsaid = width = 0
    for chunk in par_rangees(chunks):
        found.est_douteuse |= _CALCUL.search(chunk) is not None
        for name, words in _BALISE.findall(chunk):
            place = _PLACE.search(words)
            if name == b"row":
                width = 0
                unsaid += place is None
            elif place is None:
                width += 1
                widest = max(widest, width)
            if place:
                column, line = max(column, rang_colonne(place[1])), max(line, int(place[2]))
    found.nb_colonnes = max(found.nb_colonnes, column + widest)
    found.nb_lignes = max(found.nb_lignes, line + unsaid)
