"""How many rows hold the rules of an indicator, out of how many, and of how many nothing tells."""

from collections.abc import Sequence

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.indicateurs import Indicateur
from ti_dashboard.programme.indicateurs.regles import tiennent
from ti_dashboard.programme.mesures import Mesure


def compter(indicateur: Indicateur, rows: Sequence[Ligne]) -> Mesure:
    whole = [row for row in rows if tiennent(indicateur.parmi, row)]
    unknown = sum(any(rule.doute(row[rule.colonne]) for rule in indicateur.regles) for row in whole)
    held = sum(tiennent(indicateur.regles, row) for row in rows)
    over = None if indicateur.denominateur is None else len(whole)
    return Mesure(held, len(whole) - unknown, unknown, over)
