"""Cells merged downwards: a library gives their value to the first line only, a person reads it on all."""

from collections.abc import Sequence

from ti_dashboard.classeurs.etendues import Fusion
from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.dossier.limites import NB_CASES, NB_FUSIONS, FichierRefuse
from ti_dashboard.langue.formats import nombre

# Cells that a line costs to look at, however few it has.
_EFFORT = 8
_TROP = "Défusionnez les cases, ou découpez le fichier."


def remplir(rows: list[list[object]], fusions: Sequence[Fusion], feuille: str) -> frozenset[tuple[int, int]]:
    """Fill down the first column of each merge, in place; (line from 1, column) of each cell that was filled.

    A line that holds nothing else stays empty: the merge only runs past the table. Raises FichierRefuse.
    """
    down = [f for f in fusions if f[1][0] > f[0][0]]
    if len(down) > NB_FUSIONS:
        raise FichierRefuse(
            f"la feuille « {feuille} » a plus de {nombre(NB_FUSIONS)} cases fusionnées.", _TROP, feuille
        )
    filled: set[tuple[int, int]] = set()
    seen = 0
    for (top, left), (bottom, _) in down:
        if top >= len(rows) or left >= len(rows[top]) or est_vide(rows[top][left : left + 1]):
            continue
        for line in range(top + 1, min(bottom + 1, len(rows))):
            seen += max(_EFFORT, len(rows[line]))
            if left < len(rows[line]) and est_vide(rows[line][left : left + 1]) and not est_vide(rows[line]):
                rows[line][left] = rows[top][left]
                filled.add((line + 1, left))
            if seen > NB_CASES:
                said = f"les cases fusionnées de la feuille « {feuille} » sont trop grandes."
                raise FichierRefuse(said, _TROP, feuille)
    return frozenset(filled)
