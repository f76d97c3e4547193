"""What a board of a page is made from: a publication, the shared filters, and the parameters it names. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from ti_dashboard.adresse.parametres import retenir, trouver
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.questions.contexte import Contexte


@dataclass(frozen=True)
class Composition:
    """One board. ``composer(contexte, mots)`` gives it, or None where the page has none at this address.

    ``mots``: the parameters of the address it depends on beside the shared filters. ``se_corrige``: what a room has
    corrected is laid over it.
    """

    cle: str
    composer: Callable[[Contexte, Mots], Ecran | None]
    mots: tuple[str, ...] = ()
    se_corrige: bool = True

    def retenir(self, mots: Mots) -> dict[str, list[str]]:
        """The parameters it depends on, those that say nothing, or what is shown all the same, left out."""
        said = retenir(self.mots, mots)
        return {key: words for key, words in said.items() if words != [_defaut(key)]}


def _defaut(nom: str) -> str:
    declared = trouver(nom)
    return declared.defaut if declared else ""
