"""Downloads opened again: notice first, real numbers, nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from ti_dashboard.colonnes import Colonne
from ti_dashboard.exports.tableur import Notice, en_csv, en_xlsx, neutraliser

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
    assert rows[1] == ["'@SUM(A1)", "inconnu", "—"]
    assert rows[2][1] == -0.1


def test_a_csv_says_what_it_is_then_gives_the_rows_back_with_french_decimals():
    text = en_csv(NOTICE, COLONNES, LIGNES).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["# Projets"] and rows[1] == ["# Filtres : Phase I · Bretagne"]
    assert rows[4:] == [
        ["Projet", "Montant", "Le"],
        ["'=cmd|' /C calc'!A0", "1234,50", "24/09/2019"],
        ["'@SUM(A1)", "inconnu", "—"],
        ["Plateau; « technique »\nsur deux lignes", "-0,10", "01/01/2021"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\tx", "\rx"])
def test_a_text_that_would_run_is_neutralised_and_a_number_is_not(text):
    assert neutraliser(text) == f"'{text}"
    assert neutraliser(Decimal("-2")) == Decimal("-2")
    assert neutraliser("ordinaire") == "ordinaire"
