"""A table alone on a page, as the board draws it: its rows can be read, sorted and reached as everywhere else."""

from collections.abc import Sequence

from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.tables import table
from ti_dashboard.colonnes import Colonne, Ligne
from ti_dashboard.composants.planche import planche


def tableau(bloc_id: str, columns: Sequence[Colonne], rows: Sequence[Ligne], alt: str = "") -> None:
    """``alt`` names it for who does not see it. No cell of it opens anything."""
    screen = vierge("", "")
    screen["blocs"] = [table(bloc_id, "", columns, rows, lambda *_: None, "") | {"alt": alt}]
    planche(signer(screen), bloc_id, lambda: None)
