"""What is wrong with a cell, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Defaut:
    """What is wrong with one cell of a row (or with the row, when ``colonne`` is None) and how to mend it."""

    colonne: str | None
    valeur: str | None
    constat: str
    remede: str

    def en_phrase(self) -> str:
        place = f"colonne {self.colonne} : " if self.colonne else ""
        shown = f"« {self.valeur} » " if self.valeur else ""
        return f"{place}{shown}{self.constat} {self.remede}".strip()
