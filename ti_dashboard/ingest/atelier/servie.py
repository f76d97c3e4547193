"""What the publication served holds, asked in one question at a time."""

import duckdb

from ti_dashboard import chemins
from ti_dashboard.pointeur import lire_pointeur


def valeurs(query: str) -> list[object]:
    """First column of one question (a text of ours) to the publication served; nothing when none is."""
    pointer = lire_pointeur(chemins.publications())
    if pointer is None:
        return []
    with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
        return [value for (value,) in con.execute(query).fetchall()]
