"""The catalogue: every indicator is declared here once, and tile, panel, table head and Méthode page read it."""

from ti_dashboard.programme.indicateurs.candidatures import CANDIDATURES
from ti_dashboard.programme.indicateurs.emplois import EMPLOIS
from ti_dashboard.programme.indicateurs.ingenierie import INGENIERIE
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.programme.indicateurs.montants import ECHELLE, MONTANTS
from ti_dashboard.programme.indicateurs.projets import PROJETS
from ti_dashboard.programme.indicateurs.reste import DELAIS, EXECUTION
from ti_dashboard.programme.indicateurs.territoires import TERRITOIRES

__all__ = ["CATALOGUE", "DELAIS", "ECHELLE", "Indicateur"]

CATALOGUE: dict[str, Indicateur] = {
    i.indicateur_id: i for i in (*TERRITOIRES, *PROJETS, *MONTANTS, *EXECUTION, *EMPLOIS, *INGENIERIE, *CANDIDATURES)
}
