"""Workbooks as people send them: merged cells, hidden sheets and rows, totals and notes; what is left out is said."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
import xlsxwriter

from tests.classeurs import contenu_ods, ods, rangees_ods
from tests.hostiles import EN_TETE, LIGNE
from tests.petits import PETITS, REGLAGES, avis, lire, seule, total, valeurs
from ti_dashboard.ingest.reception.fichier_recu import FeuilleLue

TOUT = replace(REGLAGES, masquees=True)
MONTANT, TERRITOIRE = EN_TETE.index("montant"), EN_TETE.index("territoire_id")


def rang(n: int, **changes: object) -> list[object]:
    return list((LIGNE | {"reference": f"R{n}", "montant": 100} | changes).values())


TROIS = [EN_TETE, rang(1), rang(2), rang(3)]


def ecrire(path, rows, faire) -> None:
    """A workbook of one sheet, once ``faire`` has been at it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("F")
        for n, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell != "":
                    sheet.write(n, c, cell)
        faire(book, sheet)
    path.write_bytes(out.getvalue())


def classeur(path, rows, faire) -> FeuilleLue:
    ecrire(path, rows, faire)
    return seule(path)


def test_merged_codes_fill_down_and_it_is_said():
    sheet = seule(PETITS / "territoire_fusionne.xlsx")
    assert valeurs(sheet, "territoire_id") == ["ti-8419"] * 3 and total(sheet) == Decimal(6003)
    assert avis(sheet) == (
        "colonne territoire_id : 2 cases fusionnées ont reçu la valeur écrite au-dessus, par "
        "exemple « ti-8419 » (lignes 3 et 4)."
    )


def test_a_merged_amount_counts_once(tmp_path):
    sheet = classeur(
        tmp_path / "a.xlsx",
        [EN_TETE, rang(1), rang(2, montant=""), rang(3, montant="")],
        lambda _, s: s.merge_range(1, MONTANT, 3, MONTANT, 100),
    )
    assert valeurs(sheet, "montant") == [100, None, None]
    assert "2 cases fusionnées n'ont pas reçu la valeur écrite au-dessus, qui ne compte qu'une fois" in avis(sheet)


def test_a_merge_that_runs_past_the_table_makes_no_row(tmp_path):
    sheet = classeur(
        tmp_path / "a.xlsx",
        [EN_TETE, rang(1), rang(2, territoire_id="")],
        lambda _, s: s.merge_range(1, TERRITOIRE, 40, TERRITOIRE, "ti-8419"),
    )
    assert valeurs(sheet, "territoire_id") == ["ti-8419"] * 2 and sheet.nb_lignes == 2


def test_titles_total_and_note_around_a_table():
    sheet = seule(PETITS / "titres_total_note.xlsx")
    assert (len(sheet.lignes), total(sheet), sheet.nb_sans_objet) == (3, Decimal(6003), 2)
    assert avis(sheet).splitlines() == [
        "1 ligne de total n'est pas lue (ligne 8 : « TOTAL »).",
        "1 note ou intertitre n'est pas lu (ligne 9 : « (1) source : DREETS »).",
    ]


def test_hidden_sheets_are_left_out_unless_asked_for():
    path = PETITS / "feuille_masquee.xlsx"
    sheet = seule(path)
    assert valeurs(sheet, "reference") == ["R1", "R2", "R3"] and total(sheet) == Decimal(6003)
    assert avis(lire(path)) == (
        "la feuille masquée « Archive 2018 », 4 lignes, n'est pas lue ; pour la lire, "
        "affichez-la, ou demandez ce qui est masqué."
    )
    assert [s.feuille for s in lire(path, TOUT).feuilles] == ["Sheet", "Archive 2018"]


def test_a_workbook_whose_only_table_is_hidden_says_it(tmp_path):
    def hide(book, sheet):
        other = book.add_worksheet("Vue")
        other.write(0, 0, "rien")
        other.activate()
        other.set_first_sheet()
        sheet.very_hidden()

    ecrire(tmp_path / "a.xlsx", TROIS, hide)
    (fault,) = lire(tmp_path / "a.xlsx").fautes
    assert fault.constat == "les seules feuilles à lire sont masquées."
    assert len(seule(tmp_path / "a.xlsx", TOUT).lignes) == 3


def test_hidden_and_filtered_rows_are_left_out_and_counted(tmp_path):
    def filtered(_, sheet):
        sheet.autofilter(0, 0, 3, len(EN_TETE) - 1)
        sheet.filter_column(0, "x == R2")
        sheet.set_row(1, options={"hidden": True})
        sheet.set_row(3, options={"hidden": True})

    sheet = classeur(tmp_path / "a.xlsx", TROIS, filtered)
    assert valeurs(sheet, "reference") == ["R2"] and (sheet.nb_lignes, sheet.nb_sans_objet) == (3, 2)
    assert avis(sheet) == (
        "2 lignes masquées ou filtrées ne sont pas lues ; pour les lire, affichez-les, ou demandez "
        "ce qui est masqué (lignes 2 et 4)."
    )
    assert valeurs(seule(tmp_path / "a.xlsx", TOUT), "reference") == ["R1", "R2", "R3"]


def test_a_row_of_no_height_is_hidden(tmp_path):
    sheet = classeur(tmp_path / "a.xlsx", TROIS, lambda _, s: s.set_row(2, 0))
    assert valeurs(sheet, "reference") == ["R1", "R3"]


def test_a_hidden_column_is_read_and_it_is_said(tmp_path):
    def hide(_, sheet):
        sheet.set_column(TERRITOIRE, TERRITOIRE, None, None, {"hidden": True})
        sheet.set_column(40, 300, None, None, {"hidden": True})

    sheet = classeur(tmp_path / "a.xlsx", TROIS, hide)
    assert valeurs(sheet, "territoire_id") == ["ti-8419"] * 3
    assert avis(sheet) == "masqué et lu quand même, parmi les colonnes : « territoire_id »."


def test_a_hidden_header_is_still_the_header(tmp_path):
    sheet = classeur(tmp_path / "a.xlsx", TROIS, lambda _, s: s.set_row(0, options={"hidden": True}))
    assert len(sheet.lignes) == 3 and sheet.avis == ()


def test_the_same_in_an_ods(tmp_path):
    rows = rangees_ods(TROIS).replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    first, second, third, fourth = rows.replace(' table:visibility="filter"', "", 1).split("</table:table-row>")[:4]
    fourth = fourth.replace(' table:visibility="filter"', "").replace("<text:p>ti-8419", "<text:p>")
    grouped = f'<table:table-row-group table:display="false">{third}</table:table-row></table:table-row-group>'
    body = f"{first}</table:table-row>{second}</table:table-row>{grouped}{fourth}</table:table-row>"
    path = tmp_path / "a.ods"
    path.write_bytes(ods({"F": body}))
    assert valeurs(seule(path), "reference") == ["R3"] and "2 lignes masquées ou filtrées" in avis(seule(path))
    assert len(seule(path, TOUT).lignes) == 3


def test_merged_cells_of_an_ods_fill_down(tmp_path):
    rows = rangees_ods([EN_TETE, rang(1), rang(2, territoire_id=""), rang(3, territoire_id="")])
    cell = '<table:table-cell office:value-type="string"><text:p>ti-8419'
    path = tmp_path / "a.ods"
    path.write_bytes(ods({"F": rows.replace(cell, cell.replace("cell ", 'cell table:number-rows-spanned="3" '), 1)}))
    assert valeurs(seule(path), "territoire_id") == ["ti-8419"] * 3 and "2 cases fusionnées" in avis(seule(path))


def test_a_hidden_sheet_of_an_ods(tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes(ods({"F": TROIS, "G": TROIS}))
    assert len(lire(path).feuilles) == 2
    style = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:style '
        'style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles>"
    )
    content = contenu_ods({"F": TROIS, "G": TROIS}).replace("<office:body>", f"{style}<office:body>")
    content = content.replace('table:name="G"', 'table:name="G" table:style-name="ta2"')
    path.write_bytes(ods({}, content))
    assert [s.feuille for s in lire(path).feuilles] == ["F"] and "« G »" in avis(lire(path))


@pytest.mark.parametrize(
    "columns",
    [
        f'<table:table-column table:number-columns-repeated="{TERRITOIRE}"/>'
        '<table:table-column table:visibility="collapse"/>',
        f'<table:table-column table:number-columns-repeated="{TERRITOIRE}"/>'
        '<table:table-column table:visibility="filter" table:number-columns-repeated="1"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16000"/>',
    ],
)
def test_a_hidden_column_of_an_ods_is_read_and_it_is_said(tmp_path, columns):
    rows = rangees_ods([EN_TETE, list(LIGNE.values())])
    (tmp_path / "a.ods").write_bytes(ods({"F": columns + rows}))
    sheet = seule(tmp_path / "a.ods")
    assert len(sheet.lignes) == 1
    assert "masqué et lu quand même, parmi les colonnes : « territoire_id »" in avis(sheet).replace("»,", "»")
