"""Files that other programs saved again: sorted, moved, written otherwise, they say what was said."""

import csv
import io
import random

import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import (
    contenu,
    ecrire_csv,
    entete,
    eprouver,
    mauvais,
    octets,
    poser,
    retoucher_csv,
    retoucher_xlsx,
)

FRANCE = filtres(A2019, compare=A2019_AVRIL)


@pytest.fixture(scope="module")
def ecrits(demo):
    return {kind: octets(demo, "territoires", FRANCE, kind) for kind in ("csv", "xlsx")}


def _rangees(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def _fidele(demo, path):
    found = eprouver(demo, path)
    assert (mauvais(found), list(found.reserves)) == ([], [])
    assert len(found.constats) > 1_000


def _a_l_anglaise(cell: str) -> str:
    return cell.replace(",", ".") if cell.replace(",", "").replace(".", "").isdigit() else cell


SAUVES = {
    "sans marque": lambda rows: ecrire_csv(rows).encode("utf-8"),
    "cp1252": lambda rows: ecrire_csv(_partout(rows, _sans_fine)).encode("cp1252"),
    "utf-16 et tabulations": lambda rows: ecrire_csv(rows, delimiter="\t").encode("utf-16"),
    "virgules et points": lambda rows: ecrire_csv(_partout(rows, _a_l_anglaise), delimiter=",").encode(),
    "tout entre guillemets": lambda rows: ecrire_csv(rows, quoting=csv.QUOTE_ALL).encode(),
    "notice complétée": lambda rows: ecrire_csv([(r + [""] * 10)[:10] for r in rows]).encode(),
    "lignes vides": lambda rows: ecrire_csv([*rows[:-1], [""] * 10, rows[-1], [], []]).encode(),
    "dates ISO": lambda rows: ecrire_csv(_partout(rows, _iso)).encode(),
    "milliers espacés et euros": lambda rows: ecrire_csv(_partout(rows, _espacer)).encode(),
}


def _iso(cell: str) -> str:
    return "-".join(reversed(cell.split("/"))) if cell.count("/") == 2 and len(cell) == 10 else cell


def _espacer(cell: str) -> str:
    whole, comma, cents = cell.partition(",")
    return (
        f"{int(whole):,}".replace(",", " ") + f",{cents} €" if comma and whole.isdigit() and cents.isdigit() else cell
    )


def _partout(rows, geste):
    return [[geste(cell) for cell in row] for row in rows]


def _sans_fine(cell: str) -> str:
    return cell.replace("\u202f", " ")


@pytest.mark.parametrize("nom", SAUVES)
def test_a_csv_saved_again_by_a_spreadsheet_is_still_said(demo, ecrits, tmp_path, nom):
    rows = _rangees(ecrits["csv"])
    _fidele(demo, poser(tmp_path, SAUVES[nom](rows), "csv"))


def test_a_workbook_saved_again_sorted_and_reordered_is_still_said(demo, ecrits, tmp_path):
    path = poser(tmp_path, ecrits["xlsx"], "xlsx")

    def ranger(book):
        sheet = book["Données"]
        rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        order = list(range(len(rows[0])))
        random.Random(7).shuffle(order)
        body = sorted(rows[1:], key=lambda row: str(row[2][0]))
        for i, row in enumerate([rows[0], *body], 1):
            for j, place in enumerate(order, 1):
                sheet.cell(i, j).value, sheet.cell(i, j).number_format = row[place]
        book.move_sheet("Données", -1)
        book["À lire"].title = "Feuil2"

    _fidele(demo, retoucher_xlsx(path, ranger))


def test_a_sheet_that_somebody_added_is_not_ours_wherever_it_is(demo, ecrits, tmp_path):
    def ajouter(book):
        book.create_sheet("Synthèse", 0).append(["Engagé", 999])

    found = eprouver(demo, retoucher_xlsx(poser(tmp_path, ecrits["xlsx"], "xlsx"), ajouter))
    assert mauvais(found) == []
    assert list(found.reserves) == ["La feuille « Synthèse » n'est pas de nous : ses chiffres ne sont pas éprouvés."]


def test_rows_sorted_are_the_same_rows(demo, ecrits, tmp_path):
    def trier(rows):
        head = entete(rows)
        return [*rows[: head + 1], *sorted(rows[head + 1 :], key=lambda r: r[4], reverse=True)]

    _fidele(demo, poser(tmp_path, retoucher_csv(ecrits["csv"], trier), "csv"))


def test_a_column_taken_away_is_missed_and_one_added_is_not_ours(demo, ecrits, tmp_path):
    def changer(rows):
        head = entete(rows)
        return [*rows[:head], *([*r[:3], *r[4:], "Note" if i == 0 else "3"] for i, r in enumerate(rows[head:]))]

    found = eprouver(demo, poser(tmp_path, retoucher_csv(ecrits["csv"], changer), "csv"))
    assert list(found.reserves) == ["La colonne « Jours sans nouvelle » manque."]
    assert {c.groupe for c in found.constats if c.statut != "dit et inchangé"} == {
        "Colonne « Note » : elle n'est pas de ce tableau"
    }


def test_a_rate_saved_as_it_is_shown_is_still_said_and_another_is_not(demo, tmp_path):
    choix = filtres(A2019, compare=A2019_AVRIL)
    rows = contenu(demo, "financements-enveloppes", choix).lignes
    content = octets(demo, "financements-enveloppes", choix, "csv")
    shown = f"{float(rows[0]['part_engagee']) * 100:.1f}".replace(".", ",")
    rate = str(rows[0]["part_engagee"]).replace(".", ",")
    assert rate in _rangees(content)[-1] and shown != "41,9"
    for text, expected in ((f"{shown} %", 0), ("41,9 %", 1)):
        changed = retoucher_csv(content, lambda r, text=text: [*r[:-1], [text if c == rate else c for c in r[-1]]])
        assert len(mauvais(eprouver(demo, poser(tmp_path, changed, "csv")))) == expected
