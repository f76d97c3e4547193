"""A workbook to fill in for each kind of delivery, made from its schema: what it asks is what is checked."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.ingest.reception.champ import Champ
from ti_dashboard.ingest.reception.schema import Schema, schema

_LIGNES_PREPAREES = 5_000
_FORMES = {
    "string": "Texte",
    "number": "Nombre, par exemple 1234,56",
    "integer": "Nombre entier",
    "date": "Date, par exemple 24/09/2019",
    "boolean": "oui ou non",
}
_FORMATS = {"date": "dd/mm/yyyy", "number": "# ##0.00", "integer": "0", "string": "@", "boolean": "@"}
_LISTES = "Listes"
_CONSIGNES = (
    "Remplissez la feuille « {feuille} », une ligne par fait, sans ligne de total.",
    "Ne changez pas les en-têtes ; l'ordre des colonnes est libre.",
    "Une case vide veut dire « non communiqué » : n'écrivez pas 0 à la place d'une valeur inconnue.",
    "Collez des valeurs, jamais des formules.",
    "Aucun nom de personne : une fonction suffit.",
)


def modele_xlsx(nature: str, lignes: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Template of a kind of delivery, as the bytes of an XLSX file; ``lignes``: rows already written in it."""
    contract, out = schema(nature), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        # Always the same day: a template made twice is the same file.
        created = datetime.combine(DEBUT_PROGRAMME, time.min)
        book.set_properties({"title": f"Modèle : {contract.titre}", "created": created})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        _notice(book.add_worksheet("Notice"), contract, bold, wrap)
        sheet, lists = book.add_worksheet(contract.titre[:31]), book.add_worksheet(_LISTES)
        sheet.activate()
        sheet.freeze_panes(1, 0)
        lists.hide()
        for column, champ in enumerate(contract.champs):
            _colonne(sheet, column, champ, bold, book.add_format({"num_format": _FORMATS[champ.genre]}))
            _liste(sheet, lists, column, champ)
        for line, row in enumerate(lignes, 1):
            _ligne(sheet, line, contract, row)
    return out.getvalue()


def forme(champ: Champ) -> str:
    """What a cell of this field looks like, in words."""
    if champ.valeurs:
        return "Liste de choix"
    if champ.nom == "territoire_id":
        return "Code officiel, par exemple ti-8419"
    return _FORMES[champ.genre]


def _notice(sheet: Worksheet, contract: Schema, bold: Format, wrap: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 3, 44, wrap)
    sheet.write(0, 0, f"{contract.titre}. {contract.description}.", bold)
    for line, text in enumerate(_CONSIGNES, 2):
        sheet.write(line, 0, text.format(feuille=contract.titre[:31]))
    top = len(_CONSIGNES) + 3
    sheet.write_row(top, 0, ["Nom de la colonne", "Ce qu'elle contient", "Comment l'écrire", "Valeurs possibles"], bold)
    for line, champ in enumerate(contract.champs, top + 1):
        asked = f"{forme(champ)}. {_demande(champ)}."
        values = "\n".join(f"{v} : {champ.libelles[v]}" if v in champ.libelles else str(v) for v in champ.valeurs)
        sheet.write_row(line, 0, [f"({champ.nom})", champ.description, asked, values])


def _colonne(sheet: Worksheet, column: int, champ: Champ, bold: Format, cells: Format) -> None:
    sheet.set_column(column, column, max(14, len(champ.nom) + 4), cells)
    sheet.write(0, column, champ.nom, bold)
    sheet.write_comment(0, column, f"{champ.description}.\n{forme(champ)}.\n{_demande(champ)}.", {"author": ""})


def _ligne(sheet: Worksheet, line: int, contract: Schema, row: Mapping[str, Any]) -> None:
    """Dates and numbers as a spreadsheet holds them; nothing where nothing is known."""
    for column, champ in enumerate(contract.champs):
        value = row.get(champ.nom)
        if isinstance(value, date):
            sheet.write_datetime(line, column, datetime(value.year, value.month, value.day))
        elif isinstance(value, int | Decimal):
            sheet.write_number(line, column, float(value))
        elif value is not None:
            sheet.write_string(line, column, str(value))


def _demande(champ: Champ) -> str:
    if champ.lieu_requis:
        return "Obligatoire, sauf si la ligne dit un lieu"
    return "Obligatoire" if champ.est_requis else "Facultatif"


def _liste(sheet: Worksheet, lists: Worksheet, column: int, champ: Champ) -> None:
    """Drop-down list of an enumeration (its codes wait on a hidden sheet), bounds of a date or a number."""
    rules: dict[str, Any] | None = None
    if champ.valeurs:
        lists.write_column(0, column, champ.valeurs)
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        rules = {"validate": "list", "source": f"={_LISTES}!{letter}$1:{letter}${len(champ.valeurs)}"}
    elif champ.genre == "boolean":
        rules = {"validate": "list", "source": ["oui", "non"]}
    elif champ.genre == "date" and champ.minimum is not None:
        rules = {"validate": "date", "criteria": ">=", "value": champ.minimum}
    elif champ.genre in ("number", "integer") and champ.minimum is not None:
        rules = {"validate": "decimal", "criteria": ">=", "value": float(champ.minimum)}
    if rules:
        said = {"error_title": champ.nom, "error_message": f"{forme(champ)}."}
        sheet.data_validation(1, column, _LIGNES_PREPAREES, column, rules | said)
