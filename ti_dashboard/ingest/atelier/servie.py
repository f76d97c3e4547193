"""What the publication served holds, asked in one question at a time."""

from contextlib import closing

import duckdb

from ti_dashboard import chemins
from ti_dashboard.pointeur import lire_pointeur
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication


def valeurs(query: str) -> list[object]:
    """First column of one question (a text of ours) to the publication served; nothing when none is."""
    pointer = lire_pointeur(chemins.publications())
    if pointer is None:
        return []
    with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
        return [value for (value,) in con.execute(query).fetchall()]


def lignes(question: str, **parametres: object) -> tuple[Ligne, ...]:
    """Rows of one question of the screens, asked to the publication served; nothing when none is."""
    pointer = lire_pointeur(chemins.publications())
    if pointer is None:
        return ()
    with closing(Publication(chemins.publications() / pointer["publication"])) as served:
        return poser(served, question, **parametres)
