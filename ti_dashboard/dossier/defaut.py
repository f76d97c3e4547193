"""A fault, its place and its remedy: of a cell, a row, a sheet or a file."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Defaut:
    """``constat`` follows the value in a sentence. Whoever finds it says the column; whoever reads the sheet, the file,
    the deposit adds where that is: a place that nobody said is empty."""

    fichier: str = field(default="", kw_only=True)
    feuille: str = field(default="", kw_only=True)
    ligne: int | None = field(default=None, kw_only=True)
    colonne: str | None
    valeur: str | None
    constat: str
    remede: str

    def en_phrase(self) -> str:
        """« offres.csv, ligne 3, colonne montant : « dix » n'est pas un nombre. Écrivez 1234,56. »"""
        places = [self.fichier] if self.fichier else []
        if self.feuille:
            places.append(f"feuille {self.feuille}")
        if self.ligne:
            places.append(f"ligne {self.ligne}")
        if self.colonne:
            places.append(f"colonne {self.colonne}")
        place = f"{', '.join(places)} : " if places else ""
        shown = f"« {self.valeur} » " if self.valeur else ""
        return f"{place}{shown}{self.constat} {self.remede}".strip()
