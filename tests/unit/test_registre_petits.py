"""Small real inputs around the ledger: names, dates and words that must enter whole, or be refused by one sentence."""

import csv
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.depot import accepter, deposer, verifier
from tests.unit.test_registre_reel import DEPUIS, PETITS, RECU, base, registre, total
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.ingest.registre.lignes_deposees import lire
from ti_dashboard.langue.citation import citer

__all__ = ["base"]
TOUS = sorted(p for p in PETITS.parent.rglob("*") if p.is_file())


def lignes(depot: Depot) -> list[dict[str, object]]:
    """The rows kept of a deposit accepted or waiting."""
    folder = next(p for p in (depots.attente() / depot.depot_id, depots.dossier() / depot.depot_id) if p.is_dir())
    return [row for sheet in depot.feuilles for _, row in lire(folder / sheet.lignes, sheet.nature)]


@pytest.mark.parametrize("path", TOUS, ids=lambda p: p.name)
def test_every_small_file_is_named_by_a_test(path):
    sources = [p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py")]
    assert any(path.name in text or f'"{path.stem}"' in text for text in sources)


def test_a_project_spelt_with_what_nobody_sees_is_the_known_one(base):
    depot = verifier(PETITS / "03a_projet_zwsp.csv", date_reception=DEPUIS)
    assert depot.est_sans_faute and depot.questions == () and "« P1\\u200b » lu « P1 »" in " ".join(depot.avis)
    accepter(depot)
    assert total() == 200_000 and {row["projet_id"] for row in registre()} == {"P1"}


def test_a_project_declared_again_with_what_nobody_sees_is_no_second_project(base):
    depot = deposer(PETITS / "03c_projet_declare_zwsp.csv", date_reception=DEPUIS)
    assert [row["projet_id"] for row in lignes(depot)] == ["P1"] and depot.questions == ()


def test_two_writings_of_one_accent_are_one_project_declared_twice(base):
    (question,) = verifier(PETITS / "03e_projet_nfd.csv", date_reception=DEPUIS).questions
    assert question.genre == "declare_deux_fois"
    assert [line.split(" : ", 1) for line in question.lignes] == [
        ["03e_projet_nfd.csv, ligne 2", "intitule « Atelier A »"],
        ["03e_projet_nfd.csv, ligne 3", "intitule « Atelier B »"],
    ]


def test_an_act_known_before_its_day_is_refused_and_enters_once_that_day_has_come(base):
    early = verifier(PETITS / "13_connu_avant_effet.csv", date_reception=date(2020, 3, 14))
    (fault,) = early.constats
    assert (fault.ligne, fault.colonne, fault.valeur) == (2, "date_effet", "15/03/2020")
    assert "réception" in fault.constat
    deposer(PETITS / "13_connu_avant_effet.csv", date_reception=date(2020, 3, 15))
    assert total() == 200_000


@pytest.mark.parametrize("nom", ["16_noms.csv", "16b_titre_realiste.csv"])
def test_a_name_enters_as_it_was_written_and_shows_as_a_text(base, nom):
    depot = verifier(PETITS / nom, date_reception=DEPUIS)
    assert depot.est_sans_faute and depot.questions == ()
    with (PETITS / nom).open(encoding="utf-8", newline="") as file:
        written = [row["intitule"].strip() for row in csv.DictReader(file, delimiter=";")]
    kept = [row["intitule"] for row in lignes(depot)]
    assert kept == written and len(kept) in (1, 6)
    assert not any("<script>" in citer(name) or "**gras**" in citer(name) for name in kept)


@pytest.mark.parametrize(
    "ordre", list(permutations([("18_acte_2026.csv", RECU), ("18b_acte_2026_revise.csv", DEPUIS)]))
)
def test_an_act_revised_is_worth_what_the_latest_received_word_says_in_both_orders(base, ordre):
    for name, day in ordre:
        deposer(PETITS / name, date_reception=day)
    rows = [(r["montant"], r["cause"]) for r in registre() if r["reference"] == "BPI-900"]
    assert rows == [(100_000, "initial"), (-20_000, "correction")] and total() == 180_000


def test_the_amounts_of_the_second_phase_enter_with_its_perimeter(base):
    perimeter = deposer(PETITS / "perimetre2.csv", date_reception=DEPUIS)
    assert [(r["phase"], r["territoire_id"]) for r in lignes(perimeter)] == [(2, "ti-5304")]
    deposer(PETITS / "08b_net_negatif_sans_projet.csv", date_reception=DEPUIS, reponses={"montant_douteux": "ecarter"})
    assert sum(r["montant"] for r in registre() if r["phase"] == 2) == 120_000


def test_one_reference_on_two_lines_of_a_file_is_asked_when_only_its_place_differs(base, tmp_path):
    """Sent in two files it is one act corrected; in one, nobody but a person knows."""
    header, line = (PETITS / "01_engage.csv").read_text(encoding="utf-8").splitlines()
    new = line.replace("BPI-001", "BPI-070")
    path = tmp_path / "deux_territoires.csv"
    path.write_text("\n".join([header, new, new.replace("ti-8402", "ti-5304")]) + "\n", encoding="utf-8")
    (question,) = verifier(path, date_reception=DEPUIS).questions
    assert question.genre == "ligne_voisine" and "le territoire change" in question.texte
    assert [line.partition(" : ")[0] for line in question.lignes] == [f"{path.name}, ligne {n}" for n in (2, 3)]
    deposer(path, date_reception=DEPUIS, reponses={"ligne_voisine": "toutes"})
    assert total() == 300_000
    again = tmp_path / "deux_territoires_bis.csv"
    again.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert verifier(again, date_reception=date(2026, 11, 25)).questions == (), "known as it is: nothing changes"
