"""The verb « eprouver »: its codes, what it prints, what it does not load and does not write."""

import json
import shutil
import subprocess
import sys

import duckdb
import pytest

from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import octets, poser
from ti_dashboard.__main__ import main
from ti_dashboard.dossier.chemins import RACINE

CHOIX = filtres(A2019, compare=A2019_AVRIL)


@pytest.fixture
def ecrit(demo, tmp_path, donnees_servies):
    return poser(tmp_path, octets(demo, "territoires", CHOIX, "xlsx"), "xlsx")


def test_an_export_wholly_said_gives_0_and_one_line_of_verdict(ecrit, capsys):
    assert main(["eprouver", str(ecrit)]) == 0
    verdict, subject, *counts = capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ").splitlines()
    assert verdict == "Dit et inchangé : 1 440 chiffres." and "export.xlsx : Territoires, Phase I" in subject
    assert counts == [
        "  dit et inchangé : 1 440",
        "  dit, définition changée depuis : 0",
        "  autre filtre : 0",
        "  pas de nous : 0",
    ]


def test_what_is_not_said_gives_1_and_what_is_not_understood_2(tmp_path, donnees_servies, capsys):
    other = poser(tmp_path, b"Nom;Montant\r\nHalle;12\r\n", "csv")
    assert main(["eprouver", str(other)]) == 1
    assert "Ce fichier n'est pas de nous" in capsys.readouterr().out
    assert main(["eprouver", "/teritoires"]) == 1
    assert main(["eprouver", "territoires"]) == 2


@pytest.mark.parametrize("words", [["--json", "eprouver"], ["eprouver", "--json"]])
def test_a_program_is_given_every_figure(ecrit, capsys, words):
    assert main([*words, str(ecrit)]) == 0
    told = json.loads(capsys.readouterr().out)["resultat"]
    assert told["fidele"] is True and told["comptes"]["dit et inchangé"] == len(told["chiffres"]) == 1440
    assert told["chiffres"][0]["ou"] == "Données, ligne 2, colonne « Territoire » (A2)"


def test_many_wrong_figures_are_bounded_for_a_person(demo, tmp_path, donnees_servies, capsys):
    content = octets(demo, "territoires", CHOIX, "csv").decode("utf-8-sig").replace(";sans objet;", ";sans motif;")
    assert main(["eprouver", str(poser(tmp_path, content.encode("utf-8-sig"), "csv"))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("  ≠") for line in lines) == 30
    assert lines[-1].startswith("  … et ") and lines[-1].endswith("autres chiffres")


def test_it_reads_and_writes_nothing(ecrit, donnees_demo):
    before = {path: path.stat().st_mtime_ns for path in donnees_demo.rglob("*")}
    assert main(["eprouver", str(ecrit)]) == 0
    assert {path: path.stat().st_mtime_ns for path in donnees_demo.rglob("*")} == before


def test_a_publication_older_than_the_seals_is_a_sentence(donnees_demo, tmp_path, monkeypatch, capsys):
    shutil.copytree(donnees_demo / "publications", tmp_path / "publications")
    with duckdb.connect(str(next((tmp_path / "publications").glob("*.duckdb")))) as con:
        con.execute("DROP TABLE sceau_chiffre")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    assert main(["eprouver", "/accueil"]) == 1
    assert "antérieure aux recettes de sceau" in capsys.readouterr().out


def test_a_thousand_cells_are_checked_without_what_shows_them(ecrit, donnees_demo):
    """In a process of its own; nothing of pandas, Streamlit nor the live store is loaded: what a second is made of."""
    script = (
        "import sys; from ti_dashboard.ingest.sans_pandas import ecarter_pandas; ecarter_pandas(); "
        f"from ti_dashboard.__main__ import main; code = main(['eprouver', {str(ecrit)!r}]); "
        "assert not {'pandas', 'streamlit', 'numpy', 'sqlalchemy', 'httpx'} & set(sys.modules); sys.exit(code)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=RACINE, capture_output=True)
