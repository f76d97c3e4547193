"""The part of the board of the projects that says their jobs (Q8): a tile and two blocks."""

from ti_dashboard.ecrans.projets import blocs_emplois
from ti_dashboard.ecrans.projets.tableaux import bilan_des_emplois
from ti_dashboard.planche.contrat import Tuile
from ti_dashboard.planche.contrat_blocs import Barres
from ti_dashboard.planche.tuiles import Cadre
from ti_dashboard.questions.contexte import Contexte


def composer(contexte: Contexte, cadre: Cadre) -> tuple[list[Tuile], list[Barres]]:
    """Tile and blocks of jobs for the board; nothing where no project is counted."""
    choix = cadre.filtres
    now = bilan_des_emplois(contexte, choix.arrete)
    before = bilan_des_emplois(contexte, choix.compare) if cadre.precedent is not None else ()
    if not now:
        return [], []
    return [blocs_emplois.tuile_verifies(cadre, now, before)], blocs_emplois.blocs(cadre, now, before)
