"""What one parameter of an address accepts, and what is said of a value it does not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ti_dashboard.adresse.partagee import Vocabulaire
from ti_dashboard.langue.mots import comprendre


def soi(labels) -> dict[str, str]:
    """Labels that travel as they are."""
    return {label: label for label in labels}


@dataclass(frozen=True)
class Parametre:
    """``pages``: where it does something, all when empty. ``options``: code → label, None when any text is a value.

    ``est_lie``: a widget holds it, and would drop without a word what it does not know. ``bornes``: a whole number.
    ``est_multiple``: each of its values is one.
    """

    constat: str = ""
    suite: str = ""
    pages: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None
    bornes: tuple[int, int] | None = None
    est_lie: bool = False
    est_multiple: bool = False
    accepte: Callable[[str, Vocabulaire], bool] | None = None

    @property
    def est_libre(self) -> bool:
        """Any text is a value."""
        return self.options is None and self.bornes is None and self.accepte is None

    def lit(self, page: str) -> bool:
        return not self.pages or page in self.pages

    def comprendre(self, texte: str, vocabulaire: Vocabulaire) -> str | None:
        """The canonical value that ``texte`` means, or None."""
        if self.bornes is not None:
            low, high = self.bornes
            is_number = texte.isascii() and texte.isdigit() and len(texte) < 9
            return str(int(texte)) if is_number and low <= int(texte) <= high else None
        if self.accepte is not None:
            return texte if self.accepte(texte, vocabulaire) else None
        return texte if self.options is None else comprendre(texte, self.options)
