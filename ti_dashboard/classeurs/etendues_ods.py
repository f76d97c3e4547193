"""How far the filled cells of an ODS go, its formulas, its hidden lines and merged cells, told by streaming its XML."""

from collections.abc import Iterable
from functools import lru_cache
from xml.parsers import expat

from ti_dashboard.classeurs.etendues import Etendue
from ti_dashboard.dossier.limites import NB_COLONNES, NB_FORMULES, NB_FUSIONS, NB_LIGNES

_CASES_ODS = frozenset(("table-cell", "covered-table-cell"))


class _LecteurOds:
    """Follows tables, rows and cells of a content.xml; a repeated empty cell counts only if a filled one follows."""

    def __init__(self) -> None:
        self.tables: dict[str, Etendue] = {}
        self._table = Etendue()
        self._hauteur = self._largeur = 1
        self._ligne = self._colonne = self._fois_ligne = self._fois_case = self._derniere = self._declarees = 0
        self._formule: str | None = None
        self._remplie = False
        self._groupes: list[bool] = []
        self._tues: list[tuple[int, int]] = []  # first and last hidden line

    def debut(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in _CASES_ODS:
            self._fois_case, self._formule, self._remplie = 1, None, False
            self._hauteur = self._largeur = 1
            for key, value in attributes.items():
                self._attribut(_local(key), value)
        elif local == "table-row":
            values = {_local(k): v for k, v in attributes.items()}
            self._fois_ligne, self._colonne, self._derniere = _fois(values.get("number-rows-repeated", "1")), 0, 0
            if values.get("visibility") in ("collapse", "filter") or any(self._groupes):
                self._tues.append((self._ligne + 1, self._ligne + self._fois_ligne))
        elif local == "table-row-group":
            self._groupes.append({_local(k): v for k, v in attributes.items()}.get("display") == "false")
        elif local == "table-column":
            self._colonnes({_local(k): v for k, v in attributes.items()})
        elif local == "table":
            values = {_local(k): v for k, v in attributes.items()}
            self._table = self.tables.setdefault(values.get("name", ""), Etendue())
            self._ligne = self._declarees = 0
            self._tues.clear()

    def _colonnes(self, values: dict[str, str]) -> None:
        """Columns as they are declared, before any row."""
        first, self._declarees = self._declarees, self._declarees + _fois(values.get("number-columns-repeated", "1"))
        if values.get("visibility") in ("collapse", "filter"):
            self._table.colonnes_masquees.update(range(first, min(self._declarees, NB_COLONNES)))

    def _attribut(self, key: str, value: str) -> None:
        if key == "value-type":
            self._remplie = True
        elif key == "number-columns-repeated":
            self._fois_case = _fois(value)
        elif key == "formula":
            self._formule, self._remplie = value, True
        elif key == "number-rows-spanned":
            self._hauteur = _fois(value)
        elif key == "number-columns-spanned":
            self._largeur = _fois(value)

    def texte(self, text: str) -> None:
        if not self._remplie and text.strip():
            self._remplie = True

    def _retenir(self, shown: str) -> None:
        """The formula of the current cell, as many times as the cell is repeated."""
        for line in range(self._ligne, self._ligne + min(self._fois_ligne, NB_FORMULES)):
            for column in range(self._colonne, self._colonne + min(self._fois_case, NB_FORMULES)):
                if len(self._table.formules) > NB_FORMULES:
                    return
                self._table.formules[line, column] = shown

    def fin(self, name: str) -> None:
        local = _local(name)
        if local in _CASES_ODS:
            if self._formule is not None:
                self._retenir("=" + self._formule.partition("=")[2][:200])
            if max(self._hauteur, self._largeur) > 1 and len(self._table.fusions) < NB_FUSIONS:
                last = (self._ligne + self._hauteur - 1, self._colonne + self._largeur - 1)
                self._table.fusions.append(((self._ligne, self._colonne), last))
            self._colonne += self._fois_case
            if self._remplie:
                self._derniere = self._colonne
                self._table.nb_cases += self._fois_case * self._fois_ligne
            self._remplie = False
        elif local == "table-row":
            self._ligne += self._fois_ligne
            if self._derniere:
                self._table.nb_lignes = self._ligne
                self._table.nb_colonnes = max(self._table.nb_colonnes, self._derniere)
        elif local == "table-row-group" and self._groupes:
            self._groupes.pop()
        elif local == "table":
            shown = min(self._table.nb_lignes, NB_LIGNES)
            for first, end in self._tues:
                self._table.masquees.update(range(first, min(end, shown) + 1))


@lru_cache(1000)
def _local(name: str) -> str:
    """Name without its prefix."""
    return name.rpartition(":")[2]


def _fois(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 1


def etendues_ods(chunks: Iterable[bytes]) -> dict[str, Etendue]:
    """Extent of each table of a content.xml."""
    reader, parser = _LecteurOds(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.debut, reader.fin
    parser.CharacterDataHandler = reader.texte
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)
    return reader.tables
