"""One received file → its raw sheets, whatever its format; nothing is read before its bounds are checked."""

import csv
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook


@dataclass(frozen=True)
class FeuilleBrute:
    """Cells of one sheet as they are: row i is line i + 1 of the sheet."""

    nom: str
    lignes: list[list[object]]


def feuilles_brutes(path: Path, nom: str) -> list[FeuilleBrute]:
    """Every sheet of the file; raises FichierRefuse when it cannot or must not be read."""
    if Path(nom).suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [FeuilleBrute("", list(csv.reader(file, delimiter=";")))]
    book = CalamineWorkbook.from_path(path)
    return [FeuilleBrute(n, book.get_sheet_by_name(n).to_python(skip_empty_area=False)) for n in book.sheet_names]
