"""The kinds of signals: what each is called, counts, follows and waits for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ti_dashboard.programme.filtres import LIEUX, TOUS


@dataclass(frozen=True)
class Genre:
    """``unite``: what one of its signals stands for, the count of a kind being a count of these. ``suit``: what it
    follows of the shared filters: a territory has no theme and no operator of its own. ``matiere``: what deliveries
    must have told for a silence to be a signal, if it is one.
    """

    libelle: str
    unite: tuple[str, str]
    suit: tuple[str, ...]
    matiere: str | None = None


_TERRITOIRE = ("territoire", "territoires")
# The most serious first.
GENRES: Mapping[str, Genre] = {
    "declaration": Genre("Déclarations qui se contredisent", ("écart", "écarts"), TOUS),
    "sans_paiement": Genre("Engagé, sans paiement connu", ("dossier", "dossiers"), TOUS, "paye"),
    "sans_nouvelle": Genre("Sans nouvelle du territoire", _TERRITOIRE, LIEUX, "jalon"),
    "echelon": Genre("Échelon en retard", _TERRITOIRE, LIEUX, "jalon"),
    "sans_chef": Genre("Pas de chef de projet connu", _TERRITOIRE, LIEUX, "poste"),
}
