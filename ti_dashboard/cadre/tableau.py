"""A table alone on a page, as the board draws it: its rows can be read, sorted and reached as everywhere else."""

from collections.abc import Sequence

from ti_dashboard.composants.planche import planche
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.tables import table
from ti_dashboard.programme.colonnes import Colonne, Ligne


def tableau(bloc_id: str, columns: Sequence[Colonne], rows: Sequence[Ligne], alt: str) -> None:
    """``alt`` names it for who does not see it. No cell of it opens anything."""
    screen = vierge("", "")
    screen["blocs"] = [table(bloc_id, "", columns, rows, lambda *_: None, "", alt=alt)]
    planche(signer(screen), bloc_id, lambda: None)
