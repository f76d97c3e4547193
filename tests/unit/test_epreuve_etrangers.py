"""Files that are not ours, or whose figures no seal of an arrêté covers: said in a sentence, never taken for ours."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from tests.classeurs import xlsx
from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.depot import AUTEUR, fonder
from tests.exports import entete, eprouver, octets, poser, remplacer, retoucher_csv
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.epreuve import export, export_relu
from ti_dashboard.errors import ExportIllisible
from ti_dashboard.ingest import atelier
from ti_dashboard.magasin.guichet import ouvrir

FRANCE = filtres(A2019, compare=A2019_AVRIL)


@pytest.fixture(scope="module")
def ecrits(demo):
    return {"csv": octets(demo, "territoires", FRANCE, "csv")}


def _rangees(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("geste", "dit"),
    [
        (lambda rows: [["# Projets"], ["# Empreinte de l'arrêté : 12ab"], *rows[entete(rows) :]], "ni nom de tableau"),
        (lambda rows: rows[entete(rows) :], "n'a pas de notice de ce tableau de bord"),
        (lambda rows: [r for r in rows if not r[0].startswith("# Sceau")], "n'a plus sa ligne « Sceau »"),
        (lambda rows: remplacer(rows, "Tableau", "territoires", "teritoires"), "Le plus proche : « territoires »"),
        (lambda rows: [["Nom", "Montant"], ["Autre chose", "12"]], "n'a pas de notice"),
    ],
)
def test_a_file_without_our_notice_is_not_ours(demo, ecrits, tmp_path, geste, dit):
    found = eprouver(demo, poser(tmp_path, retoucher_csv(ecrits["csv"], geste), "csv"))
    assert dit in found.reserves[0] and not found.est_fidele
    assert {c.statut for c in found.constats} == {"pas de nous"}


def test_a_seal_of_nobody_is_said_with_the_one_it_looks_like(demo, ecrits, tmp_path):
    seal = next(r[0] for r in _rangees(ecrits["csv"]) if r[0].startswith("# Sceau")).split()[-1]
    other = ("0" if seal[0] != "0" else "1") + seal[1:]
    for wrong, said in ((other, "il diffère de celui du 24/09/2019 par 1\u00a0caractère."), ("ab" * 32, "servie.")):
        content = retoucher_csv(ecrits["csv"], lambda rows, wrong=wrong: remplacer(rows, "Sceau", seal, wrong))
        (told,) = eprouver(demo, poser(tmp_path, content, "csv")).reserves
        assert "n'est celui d'aucun arrêté de la publication" in told and told.endswith(said)


def test_the_seal_of_a_withdrawn_arrete_is_said_withdrawn(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    atelier.arreter(date(2025, 10, 2), "Comité d'essai", AUTEUR)
    publications = tmp_path / "publications"
    content = octets(ouvrir(publications, lire_pointeur(publications)), "projets", filtres(date(2025, 10, 2)), "csv")
    atelier.retirer(date(2025, 10, 2), "Mauvaise clôture", AUTEUR)
    after = ouvrir(publications, lire_pointeur(publications))
    found = export.eprouver(after, export_relu.lire(poser(tmp_path, content, "csv")))
    assert any("arrêté du 02/10/2025, retiré depuis (Mauvaise clôture)" in said for said in found.reserves)


def test_what_people_typed_is_no_figure_of_an_arrete(demo, tmp_path, donnees_servies):
    found = eprouver(demo, poser(tmp_path, octets(demo, "releve-de-decisions", FRANCE, "csv"), "csv"))
    assert "aucun sceau ne les couvre" in found.reserves[0] and not found.est_fidele
    said = export_relu.lire(tmp_path / "export.csv")
    assert said.dit("Ne s'éprouve pas") and not said.dit("Sceau") and not said.dit("Définitions")


@pytest.mark.parametrize("content", [b"PK\x03\x04rien", b"\x00\x01\x02" * 50, b""])
def test_a_file_that_is_no_table_is_a_sentence(demo, tmp_path, content):
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    with pytest.raises(ExportIllisible, match="n'est pas un classeur lisible"):
        export_relu.lire(path)


def test_a_workbook_made_to_break_its_reader_is_a_sentence(tmp_path):
    (tmp_path / "export.xlsx").write_bytes(xlsx({"F": "<row r='1'><c r='cccccccccE2'><v>1</v></c></row>"}))
    with pytest.raises(ExportIllisible, match="abîmé"):
        export_relu.lire(tmp_path / "export.xlsx")


def test_a_workbook_of_somebody_else_is_not_ours(demo, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Projet", "Montant"])
    book.active.append(["Halle", 12])
    book.save(tmp_path / "autre.xlsx")
    found = eprouver(demo, tmp_path / "autre.xlsx")
    assert "n'a pas de notice" in found.reserves[0] and len(found.constats) == 2
