"""Downloads opened again: notice first, real numbers, nothing that a spreadsheet would run."""

import ast
import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.ecrans.selection.indicateurs_livres import lire_fichier
from ti_dashboard.exports.tableur import DANGEREUX, Notice, ecrire_csv, en_csv, en_xlsx, neutraliser
from ti_dashboard.ingest.reception.textes import lire as lire_csv
from ti_dashboard.programme.colonnes import Colonne

NOTICE = Notice("Projets", [("Filtres", "Phase I · Bretagne"), ("Empreinte", "abc"), ("Sources", "ANCT")])
COLONNES = (Colonne("nom", "Projet"), Colonne("m", "Montant", "euros"), Colonne("d", "Le", "jour", absent="—"))
LIGNES = [
    {"nom": "=cmd|' /C calc'!A0", "m": Decimal("1234.50"), "d": date(2019, 9, 24)},
    {"nom": "@SUM(A1)", "m": None, "d": None},
    {"nom": "Plateau; « technique »\nsur deux lignes", "m": Decimal("-0.10"), "d": date(2021, 1, 1)},
]


def test_a_workbook_opens_on_its_notice_then_gives_the_rows_back_with_real_numbers():
    book = CalamineWorkbook.from_filelike(io.BytesIO(en_xlsx(NOTICE, COLONNES, LIGNES)))
    assert book.sheet_names == ["À lire", "Données"]
    notice = book.get_sheet_by_name("À lire").to_python(skip_empty_area=False)
    assert notice[0][0] == "Projets" and ["Filtres", "Phase I · Bretagne"] in notice
    head, *rows = book.get_sheet_by_name("Données").to_python()
    assert head == ["Projet", "Montant", "Le"]
    assert rows[0] == ["'=cmd|' /C calc'!A0", 1234.5, date(2019, 9, 24)]
    assert rows[1] == ["'@SUM(A1)", "montant inconnu", "—"]
    assert rows[2][1] == -0.1


def test_a_csv_says_what_it_is_then_gives_the_rows_back_with_french_decimals():
    text = en_csv(NOTICE, COLONNES, LIGNES).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["# Projets"] and rows[1] == ["# Filtres : Phase I · Bretagne"]
    assert rows[4:] == [
        ["Projet", "Montant", "Le"],
        ["'=cmd|' /C calc'!A0", "1234,50", "24/09/2019"],
        ["'@SUM(A1)", "montant inconnu", "—"],
        ["Plateau; « technique »\nsur deux lignes", "-0,10", "01/01/2021"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\tx", "\rx"])
def test_a_text_that_would_run_is_neutralised_and_a_number_is_not(text):
    assert neutraliser(text) == f"'{text}"
    assert neutraliser(Decimal("-2")) == Decimal("-2")
    assert neutraliser("ordinaire") == "ordinaire"


@pytest.mark.parametrize("text", ["\n=1+1", "  =1+1", "\u00a0=1+1", "\ufeff=1", "＝1+1", "＠x"])
def test_what_a_spreadsheet_skips_before_a_formula_hides_nothing(text):
    assert neutraliser(text) == f"'{text}"


PIEGE = '=HYPERLINK("http://exemple.test";"Ouvrir")'


def test_a_heading_a_notice_and_a_file_name_are_neutralised_like_cells():
    """A delivered indicator gives its own label, its source and its file name to an export."""
    found = lire_fichier("=1+1.csv", f"# libelle : {PIEGE}\n# source : {PIEGE}\nterritoire_id;valeur\n".encode())
    unnamed = lire_fichier("=1+1.csv", b"territoire_id;valeur\n")
    columns = (Colonne("a", found.critere.libelle), Colonne("b", unnamed.critere.libelle), Colonne("c", PIEGE))
    notice = Notice(PIEGE, [(found.critere.libelle, found.critere.source), (PIEGE, PIEGE)])
    rows = [{"a": PIEGE, "b": Decimal("-1"), "c": None}]
    read = list(csv.reader(io.StringIO(en_csv(notice, columns, rows).decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in read for cell in row]
    book = CalamineWorkbook.from_filelike(io.BytesIO(en_xlsx(notice, columns, rows)))
    cells += [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    texts = [c for c in cells if isinstance(c, str) and c != "-1"]
    assert sum("HYPERLINK" in t for t in texts) >= 10
    assert [t for t in texts if t.startswith(DANGEREUX)] == []


def test_a_rejected_negative_amount_comes_back_as_it_was():
    out = io.StringIO()
    ecrire_csv(out, [["montant", "intitulé"], ["-12,50", "- halle"], [Decimal("-3.10"), True]])
    assert out.getvalue().splitlines()[1:] == ["'-12,50;'- halle", "-3,10;oui"]
    assert lire_csv(out.getvalue().encode())[1:] == [["-12,50", "- halle"], ["-3,10", "oui"]]


def test_nobody_else_writes_csv_or_lets_a_text_become_a_formula():
    found = []
    for path in (RACINE / "ti_dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in ("csv.writer", "csv.DictWriter") and path.name != "tableur.py":
                found.append(f"{path.name}:{node.lineno} {name}")
            opens = path.name != "tableur.py" and name == "xlsxwriter.Workbook"
            if opens and "'strings_to_formulas': False" not in ast.unparse(node):
                found.append(f"{path.name}:{node.lineno} {name}")
    assert found == []


def test_a_boolean_is_oui_or_non_and_an_unknown_one_inconnu():
    columns = (Colonne("nom", "Projet"), Colonne("b", "Binôme", "oui_non"), Colonne("n", "Reconduit"))
    rows = [
        {"nom": "a", "b": True, "n": False},
        {"nom": "b", "b": False, "n": True},
        {"nom": "c", "b": None, "n": None},
    ]
    expected = [["a", "oui", "non"], ["b", "non", "oui"], ["c", "inconnu", "inconnu"]]
    text = en_csv(NOTICE, columns, rows).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[-3:] == expected
    book = CalamineWorkbook.from_filelike(io.BytesIO(en_xlsx(NOTICE, columns, rows)))
    assert book.get_sheet_by_name("Données").to_python()[1:] == expected
    assert [columns[1].ecrire(row) for row in rows] == ["oui", "non", "inconnu"]


@pytest.mark.parametrize(
    ("value", "said"),
    [("0E-10", "0,0000000000"), ("1E+2", "100"), ("-0.05", "-0,05"), ("108000000.00", "108000000,00")],
)
def test_an_amount_is_written_in_full_whatever_its_exponent(value, said):
    out = io.StringIO()
    ecrire_csv(out, [[Decimal(value)]])
    assert out.getvalue() == f"{said}\r\n"
