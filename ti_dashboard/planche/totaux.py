"""The last row of a table: what adds up down its columns, and « sans total » where nothing does. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from ti_dashboard.langue.formats import nombre, plus_inconnu
from ti_dashboard.programme.colonnes import Colonne, Ligne

SANS_TOTAL = "sans total"
"""Co-funded projects, several themes: the same thing would be counted more than once."""


def totaliser(
    colonnes: Sequence[Colonne], rows: Sequence[Ligne], cles: Iterable[str], sans: Iterable[str] = ()
) -> Ligne | None:
    """The sum of each column of ``cles`` over the rows, named in the first column; ``sans`` have none, and say it.

    What is unknown is not added, nor taken for a zero; it stays counted. A single row is its own total.
    """
    if len(rows) < 2:
        return None
    by_key = {c.cle: c for c in colonnes}
    whole: dict[str, Any] = {colonnes[0].cle: "Total"} | dict.fromkeys(sans, SANS_TOTAL)
    for key in cles:
        known = [row[key] for row in rows if row[key] is not None]
        whole[key] = sum(known) if known else None
        column = by_key[key]
        if known and len(known) < len(rows) and column.genre == "entier" and column.absent is None:
            whole[key] = plus_inconnu(nombre(whole[key]))
        counted = column.inconnus
        if counted:
            whole[counted] = sum(int(row[counted] or 0) for row in rows)
    return whole
