"""An export of the platform sent by the deposit form or by « deposer »: read as the verb reads it, people left out."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.demarches import DEMANDE, ecrit_sur_disque, lignes
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.ingest import atelier
from ti_dashboard.ingest.atelier import demande, preparation
from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export

PETITS = Path(__file__).parents[1] / "donnees" / "petits"


@pytest.fixture(autouse=True)
def donnees(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))


def _prepare(path: Path, emetteur: str = "Démarches simplifiées") -> Depot:
    asked = demande.Demande(emetteur, "essai", date(2026, 11, 26))
    return preparation.preparer([(path, path.name)], asked)


def _comme_le_verbe(path: Path) -> list[dict[str, object]]:
    importer_export(path, DEMANDE, lambda _: None)
    return lignes()


@pytest.mark.parametrize(
    "name",
    [
        "case_a_cocher.csv",
        "export_ds_departement_en_nom.csv",
        "repetition.xlsx",
        "registre/10_export_ds.csv",
        "registre/10c_export_ds_colonne_double.csv",
    ],
)
def test_it_says_the_same_rows_as_the_verb_and_keeps_nobody(name, tmp_path, monkeypatch):
    waiting = _prepare(PETITS / name)
    assert waiting.est_sans_faute and "seules les colonnes lues sont gardées" in waiting.avis[0]
    assert b"exemple.fr" not in ecrit_sur_disque(), "not even while it waits"
    atelier.accepter(waiting.depot_id, "essai")
    found = lignes()
    assert b"exemple.fr" not in ecrit_sur_disque() and b"gouv.fr" not in ecrit_sur_disque()
    assert importer_export(PETITS / name, DEMANDE, lambda _: None).depot is None, "the same bytes, whatever the way in"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "verbe"))
    assert found == _comme_le_verbe(PETITS / name)


def test_the_file_kept_is_the_one_the_deposit_names(tmp_path):
    deposit = atelier.accepter(_prepare(PETITS / "repetition.xlsx").depot_id, "essai")
    [kept] = deposit.fichiers
    bytes_kept = (depots.recus() / kept.sha256).read_bytes()
    assert kept.nom == "repetition.xlsx.csv" and len(bytes_kept) == kept.taille
    assert bytes_kept.startswith(b"numero_dossier;")


def test_rows_that_the_sender_hid_and_a_hidden_sheet_are_said_and_left(tmp_path):
    book = openpyxl.load_workbook(PETITS / "repetition.xlsx")
    book["Dossiers"].row_dimensions[3].hidden = True
    next(s for s in book if s.title.startswith("(3512345)")).sheet_state = "hidden"
    path = tmp_path / "export.xlsx"
    book.save(path)
    said = "\n".join(_prepare(path).avis)
    assert "1 ligne masquée ou filtrée n'est pas lue ; pour tout lire" in said
    assert "Feuilles non lues : « (3512345) Intercommunalites me »." in said


def test_rows_in_another_order_or_in_two_files_end_in_the_same_states(tmp_path, monkeypatch):
    header, *rows = (PETITS / "case_a_cocher.csv").read_text(encoding="utf-8").splitlines()
    parts = {"entier": [rows], "renverse": [rows[::-1]], "en_deux": [rows[2:], rows[:2]], "deux_fois": [rows, rows]}
    found = {}
    for name, files in parts.items():
        monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / name))
        for k, lines in enumerate(files):
            path = tmp_path / f"{name}-{k}.csv"
            path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
            importer_export(path, DEMANDE, lambda _: None)
        found[name] = sorted(lignes(), key=lambda r: str(r["numero_dossier"]))
    assert all(rows_read == found["entier"] for rows_read in found.values())
