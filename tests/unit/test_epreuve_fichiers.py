"""Files that other programs saved, that are not ours, or that no seal covers."""

import csv
import io
import random
from datetime import date

import openpyxl
import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.depot import AUTEUR, fonder
from tests.exports import (
    contenu,
    ecrire_csv,
    entete,
    eprouver,
    mauvais,
    octets,
    poser,
    remplacer,
    retoucher_csv,
    retoucher_xlsx,
)
from ti_dashboard.epreuve import export, fichier
from ti_dashboard.errors import ExportIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.pointeur import lire_pointeur
from ti_dashboard.store import ouvrir

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


@pytest.mark.parametrize(
    ("geste", "dit"),
    [(lambda rows: [["# Projets"], ["# Empreinte de l'arrêté : 12ab"], *rows[entete(rows) :]], "ni nom de tableau"),
     (lambda rows: rows[entete(rows) :], "n'a pas de notice de ce tableau de bord"),
     (lambda rows: [r for r in rows if not r[0].startswith("# Sceau")], "n'a plus sa ligne « Sceau »"),
     (lambda rows: remplacer(rows, "Tableau", "territoires", "teritoires"), "Le plus proche : « territoires »"),
     (lambda rows: [["Nom", "Montant"], ["Autre chose", "12"]], "n'a pas de notice")],
)  # fmt: skip
def test_a_file_without_our_notice_is_not_ours(demo, ecrits, tmp_path, geste, dit):
    found = eprouver(demo, poser(tmp_path, retoucher_csv(ecrits["csv"], geste), "csv"))
    assert dit in found.reserves[0] and not found.est_fidele
    assert {c.statut for c in found.constats} == {"pas de nous"}


def test_a_seal_of_nobody_is_said_with_the_one_it_looks_like(demo, ecrits, tmp_path):
    seal = next(r[0] for r in _rangees(ecrits["csv"]) if r[0].startswith("# Sceau")).split()[-1]
    other = ("0" if seal[0] != "0" else "1") + seal[1:]
    for wrong, said in ((other, "il diffère de celui du 24/09/2019 par 1 caractère."), ("ab" * 32, "servie.")):
        content = retoucher_csv(ecrits["csv"], lambda rows, wrong=wrong: remplacer(rows, "Sceau", seal, wrong))
        (told,) = eprouver(demo, poser(tmp_path, content, "csv")).reserves
        assert "n'est celui d'aucun arrêté de la publication" in told and told.endswith(said)


def test_the_seal_of_a_withdrawn_arrete_is_said_withdrawn(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    atelier.arreter(date(2024, 5, 2), "Comité d'essai", AUTEUR)
    publications = tmp_path / "publications"
    content = octets(ouvrir(publications, lire_pointeur(publications)), "projets", filtres(date(2024, 5, 2)), "csv")
    atelier.retirer(date(2024, 5, 2), "Mauvaise clôture", AUTEUR)
    after = ouvrir(publications, lire_pointeur(publications))
    found = export.eprouver(after, fichier.lire(poser(tmp_path, content, "csv")))
    assert any("arrêté du 02/05/2024, retiré depuis (Mauvaise clôture)" in said for said in found.reserves)


def test_what_people_typed_is_no_figure_of_an_arrete(demo, tmp_path, donnees_servies):
    found = eprouver(demo, poser(tmp_path, octets(demo, "releve-de-decisions", FRANCE, "csv"), "csv"))
    assert "aucun sceau ne les couvre" in found.reserves[0] and not found.est_fidele
    said = fichier.lire(tmp_path / "export.csv")
    assert said.dit("Ne s'éprouve pas") and not said.dit("Sceau") and not said.dit("Définitions")


@pytest.mark.parametrize("content", [b"PK\x03\x04rien", b"\x00\x01\x02" * 50, b""])
def test_a_file_that_is_no_table_is_a_sentence(demo, tmp_path, content):
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    with pytest.raises(ExportIllisible, match="n'est pas un classeur lisible"):
        fichier.lire(path)


def test_a_workbook_of_somebody_else_is_not_ours(demo, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Projet", "Montant"])
    book.active.append(["Halle", 12])
    book.save(tmp_path / "autre.xlsx")
    found = eprouver(demo, tmp_path / "autre.xlsx")
    assert "n'a pas de notice" in found.reserves[0] and len(found.constats) == 2
