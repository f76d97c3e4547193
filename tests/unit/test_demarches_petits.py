"""Small files written as the platform exports them, each with its right value."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.demarches import DEMANDE, ecrit_sur_disque, lignes
from ti_dashboard.dossier import depots
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export
from ti_dashboard.ingest.demarches import formulaire

PETITS = Path(__file__).parents[1] / "donnees" / "petits"
DEPOTS = [date(2023, 9, 20), date(2023, 9, 21), date(2023, 9, 22)]


@pytest.fixture(autouse=True)
def donnees(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))


def _importe(path: Path):
    return importer_export(path, DEMANDE, lambda _: None)


def _colonne(name: str) -> list[object]:
    return [row[name] for row in sorted(lignes(), key=lambda r: str(r["numero_dossier"]))]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("case_a_cocher.csv", ["200071751", "243500139", "200034205"]),
        ("export_ds_departement_en_nom.csv", ["200071751", "243500139", "200034205"]),
        ("repetition.xlsx", ["200071751", "243500139", None]),
    ],
)
def test_a_whole_export_is_read_by_its_true_headers(name, members):
    found = _importe(PETITS / name)
    assert (found.nb_lus, found.nb_nouveaux) == (3, 3)
    assert _colonne("numero_dossier") == ["13500001", "13500002", "13500003"]
    assert _colonne("statut") == ["acceptee", "en_construction", "sans_suite"]
    assert _colonne("code_region") == ["84", "53", "94"] and _colonne("code_departement") == ["01", "35", "2B"]
    assert _colonne("a_binome") == [True, False, True] and _colonne("membres") == members
    assert _colonne("date_depot") == DEPOTS and set(_colonne("date_effet")) == {date(2023, 11, 9)}
    assert _colonne("decision") == ["reconduite", None, "non_retenue"]
    assert _colonne("avis_region") == ["favorable", None, "reserve"]
    assert "absents du fichier, donc inconnus : « Passé en construction le »" in found.avis[0]
    assert b"exemple.fr" not in ecrit_sur_disque() and b"gouv.fr" not in ecrit_sur_disque()


def test_a_block_on_its_own_sheet_is_said_and_the_sheets_not_read_are_named(tmp_path):
    book = openpyxl.load_workbook(PETITS / "repetition.xlsx")
    block = next(s for s in book if s.title.startswith("(3512345)"))
    block.append([13500001, 2, "243500139"])
    block.append([99999999, 1, "243500139"])
    book["Avis"].append(["Dossier ID"])
    book["Avis"].append([13500001])
    path = tmp_path / "export.xlsx"
    book.save(path)
    said = "\n".join(_importe(path).avis)
    assert _colonne("membres")[0] == "200071751 | 243500139"
    assert "Bloc répété « Intercommunalites me » lu sur sa propre feuille : 2\u00a0dossiers" in said
    assert "ne connaît pas leur numéro : 1\u00a0dossier (nº\u00a099999999)" in said
    assert "Feuilles non lues : « Avis »." in said


@pytest.mark.parametrize("label", ["SIREN des intercommunalités", "SIREN des intercommunalités – SIRET"])
def test_an_export_model_writes_the_name_of_the_block_before_its_champs(tmp_path, label):
    book = openpyxl.load_workbook(PETITS / "repetition.xlsx")
    block = next(s for s in book if s.title.startswith("(3512345)"))
    block["C1"] = f"Intercommunalités membres – {label}"
    block["D1"] = "Intercommunalités membres – Contact"
    block["D2"] = "Jeanne Martin"
    block["C3"] = "24350013900018"
    book.save(tmp_path / "modele.xlsx")
    said = "\n".join(_importe(tmp_path / "modele.xlsx").avis)
    assert _colonne("membres") == ["200071751", "243500139", None] and b"Jeanne" not in ecrit_sur_disque()
    assert "« Intercommunalités membres – Contact »" in said and "SIRET d'un membre lu comme le SIREN" in said


def test_a_block_that_the_mapping_names_as_a_whole_gives_its_codes(tmp_path):
    book = openpyxl.load_workbook(PETITS / "repetition.xlsx")
    block = next(s for s in book if s.title.startswith("(3512345)"))
    block.title = "(3512345) SIREN des intercommun"[:30]
    for k, header in enumerate(("EPCI", "EPCI (Code)", "EPCI (Département)"), 3):
        block.cell(1, k, header)
    for line, code in ((2, "200071751"), (3, "243500139")):
        for k, value in enumerate(("CC de la Vallée", code, "01 – Ain"), 3):
            block.cell(line, k, value)
    book.save(tmp_path / "export.xlsx")
    _importe(tmp_path / "export.xlsx")
    assert _colonne("membres") == ["200071751", "243500139", None]


def test_an_export_from_before_names_every_expected_column_it_lacks():
    found = _importe(PETITS / "registre" / "10_export_ds.csv")
    assert _colonne("numero_dossier") == ["11", "12", "13"] and set(_colonne("statut")) == {"en_construction"}
    assert set(_colonne("date_effet")) == {date(2023, 9, 1)} and set(_colonne("code_departement")) == {None}
    for label in ("Département", "Binôme élu-industriel désigné", "Code du territoire retenu", "Avis du préfet"):
        assert f"« {label} »" in found.avis[0]


def test_a_header_written_twice_reads_the_first_and_says_where_they_differ():
    said = "\n".join(_importe(PETITS / "registre" / "10c_export_ds_colonne_double.csv").avis)
    assert _colonne("intitule") == ["Vallée 14"]
    assert "« Territoire candidat » (colonnes 8 et 12)" in said
    assert "Deux cases « Territoire candidat » disent deux choses, la première est gardée : 1\u00a0dossier" in said


def test_an_export_model_has_other_names_for_the_columns_of_the_platform(tmp_path):
    rows = [
        [
            "N° dossier",
            "Adresse électronique",
            "État du dossier",
            "Archivé",
            "Date du dernier évènement",
            "Date de dépôt",
            "Date de passage en construction",
            "Territoire candidat",
            "Département",
            "Binôme élu-industriel désigné",
        ],
        [
            "41",
            "jeanne@exemple.fr",
            "En instruction",
            "false",
            "2023-10-02 23:30:00 UTC",
            "2023-09-20 16:44:12 +0200",
            "2023-09-20 16:44:12 +0200",
            "Vallée 41",
            "01 – Ain",
            "true",
        ],
    ]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = tmp_path / "modele.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    said = "\n".join(_importe(path).avis)
    [row] = lignes()
    assert (row["numero_dossier"], row["statut"], row["code_departement"]) == ("41", "en_instruction", "01")
    assert (row["date_effet"], row["date_construction"], row["a_binome"]) == (date(2023, 10, 3), DEPOTS[0], True)
    assert "Non reprises : 2\u00a0colonnes de la plateforme" in said and "« Avis du préfet »" in said


def test_a_model_without_what_a_row_needs_says_which_column_to_add(tmp_path):
    path = tmp_path / "modele.csv"
    path.write_text("N° dossier,État du dossier,Nom du territoire candidat\n41,Accepté,Vallée\n", encoding="utf-8")
    with pytest.raises(DepotRefuse) as refusal:
        _importe(path)
    assert "« Dernière mise à jour le » (« Date du dernier évènement » dans un modèle d'export)" in str(refusal.value)
    assert "« Territoire candidat », proche de « Nom du territoire candidat »" in str(refusal.value)
    assert depots.acceptes() == []


def test_the_same_export_twice_or_resaved_as_a_workbook_adds_nothing(tmp_path):
    source = PETITS / "case_a_cocher.csv"
    assert _importe(source).depot is not None and _importe(source).depot is None
    book = openpyxl.Workbook()
    for row in csv.reader(source.open(encoding="utf-8")):
        book.active.append(row)
    book.save(tmp_path / "case_a_cocher.xlsx")
    assert _importe(tmp_path / "case_a_cocher.xlsx").depot is None and len(depots.acceptes()) == 1


def test_files_absent_from_an_export_are_said_and_kept():
    _importe(PETITS / "registre" / "10_export_ds.csv")
    said = _importe(PETITS / "case_a_cocher.csv").avis[-1]
    assert said == "Connus, absents de cet export, laissés tels quels : 3\u00a0dossiers (nº\u00a011, 12 et 13)."


def test_a_filter_of_the_mapping_and_a_field_of_two_columns_are_followed(tmp_path, monkeypatch):
    mapping = tmp_path / "demarches.toml"
    text = formulaire.FICHIER.read_text(encoding="utf-8")
    text = text.replace('intitule = "Territoire candidat"', 'intitule = ["Groupe instructeur", "Territoire candidat"]')
    kept = '"Territoire candidat" = ["Pays de Rennes", "corse du nord"]'
    mapping.write_text(f'{text}\n[filtre]\n"Groupe instructeur" = ["Ain"]\n{kept}\n', encoding="utf-8")
    monkeypatch.setattr(formulaire, "FICHIER", mapping)
    said = "\n".join(_importe(PETITS / "repetition.xlsx").avis)
    assert _colonne("intitule") == ["Ain/Pays de Rennes", "Ain/Corse du Nord"]
    assert "Hors du programme selon le filtre de demarches.toml, non lus : 1\u00a0dossier (nº\u00a013500001)" in said
