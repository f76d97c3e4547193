"""What a board of a page is made from: a publication, the shared filters, and the parameters it names. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from ti_dashboard.adresse.parametres import retenir
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.questions.contexte import Contexte


@dataclass(frozen=True)
class Composition:
    """One board. ``composer(contexte, mots)`` gives it, or None where the page has none at this address.

    ``mots``: the parameters of the address it depends on beside the shared filters.
    """

    cle: str
    composer: Callable[[Contexte, Mots], Ecran | None]
    mots: tuple[str, ...] = ()

    def retenir(self, mots: Mots) -> dict[str, list[str]]:
        """The parameters it depends on, those that say nothing left out."""
        return retenir(self.mots, mots)
