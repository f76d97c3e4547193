"""Rules of being counted, each on one column that the rows, the facts and the sealed facts of a kind all have.

Declared once by an indicator, a rule retains its rows, tells the fact that crossed it, and seals its figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Regle:
    """The column holds one of ``valeurs`` (None: nothing is known), or ``au_moins`` that much."""

    colonne: str
    valeurs: tuple[str | bool | None, ...] = ()
    au_moins: int | None = None

    @property
    def cle(self) -> str:
        """Tells one rule from another."""
        return f"{self.colonne}:{self.valeurs or self.au_moins}"

    def tient(self, value: object) -> bool:
        if self.au_moins is not None:
            return isinstance(value, int) and value >= self.au_moins
        return value in self.valeurs

    def doute(self, value: object) -> bool:
        """Nothing known of the column leaves the rule itself unknown."""
        return value is None and None not in self.valeurs

    def en_sql(self) -> str:
        """The same, of the column of a sealed fact; its values are words of the catalogue, never of a reader."""
        if self.au_moins is not None:
            return f"coalesce({self.colonne} >= {self.au_moins}, false)"
        known = ", ".join(f"'{str(value).lower()}'" for value in self.valeurs if value is not None)
        held = [f"coalesce({self.colonne}::VARCHAR IN ({known}), false)"] if known else []
        return " OR ".join([*held, *([f"{self.colonne} IS NULL"] if None in self.valeurs else [])])


def tiennent(regles: Iterable[Regle], row: Mapping[str, object]) -> bool:
    return all(rule.tient(row[rule.colonne]) for rule in regles)
