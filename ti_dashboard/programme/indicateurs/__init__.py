"""The catalogue: every indicator and every kind of rows is declared here once, and whoever shows them reads it.

Each module holds one subject: its ``INDICATEURS``, and the ``SORTES`` of rows that are behind them.
"""

from ti_dashboard.programme.indicateurs import (
    candidatures,
    emplois,
    ingenierie,
    membres,
    montants,
    projets,
    reste,
    territoires,
)
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.programme.indicateurs.montants import ECHELLE
from ti_dashboard.programme.indicateurs.reste import DELAIS
from ti_dashboard.programme.indicateurs.sorte import Sorte

__all__ = ["CATALOGUE", "DELAIS", "ECHELLE", "SORTES", "Indicateur", "Sorte"]

_SUJETS = (territoires, projets, montants, reste, emplois, ingenierie, candidatures, membres)
CATALOGUE: dict[str, Indicateur] = {i.indicateur_id: i for subject in _SUJETS for i in subject.INDICATEURS}
SORTES: dict[str, Sorte] = {s.question: s for subject in _SUJETS for s in subject.SORTES}
"""Question of the rows behind a figure → what it says of itself."""
