"""The CSV or XLSX export of the platform: values taken out of what surrounds them, people left at the door."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.demarches import DEMANDE, PERSONNE, ecrit_sur_disque, lignes
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.ingest.candidatures.export_de_plateforme import importer_export
from ti_dashboard.ingest.demarches import formulaire
from ti_dashboard.ingest.demarches.nettoyage import nettoyer


@pytest.fixture(autouse=True)
def donnees(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path / "donnees"))


@pytest.mark.parametrize(
    ("champ", "raw", "kept"),
    [
        ("date_depot", "2023-09-20 16:44:12 +0200", date(2023, 9, 20)),
        ("date_depot", "2023-09-20 22:30:00 UTC", date(2023, 9, 21)),
        ("date_depot", "2023-12-31T23:30:00Z", date(2024, 1, 1)),
        ("date_depot", "2023-09-20T00:30:00.123+09:00", date(2023, 9, 19)),
        ("date_depot", datetime(2023, 9, 20, 23, 30), date(2023, 9, 20)),
        ("date_depot", "20/09/2023 23:33", date(2023, 9, 20)),
        ("date_depot", "2023-02-30 10:00:00 +0100", "2023-02-30 10:00:00 +0100"),
        ("code_departement", "35 – Ille-et-Vilaine", "35"),
        ("code_departement", "2A – Corse-du-Sud", "2A"),
        ("code_departement", "Côte-d’Or", "21"),
        ("code_departement", 1, "01"),
        ("code_departement", "Bretagne", ""),
        ("code_region", 1, "01"),
        ("a_binome", "on", "oui"),
        ("a_binome", "off", "non"),
        ("membres", "200 000 172, 20000017200015 ; 200000438", "200000172 | 200000438"),
        ("membres", 200000172.0, "200000172"),
        ("membres", "CC de la Vallée", "CC de la Vallée"),
    ],
)
def test_what_the_platform_writes_around_a_value_is_taken_off(champ, raw, kept):
    assert nettoyer(champ, raw) == kept


EN_TETE = [
    "ID",
    "Email",
    "Nom",
    "Motivation",
    "État du dossier",
    "Dernière mise à jour le",
    "Déposé le",
    "Territoire candidat",
    "Région chef de file",
    "SIREN des intercommunalités",
    "Avis du préfet",
]
LIGNE = [
    41,
    "jeanne@exemple.fr",
    PERSONNE,
    f"Voir avec {PERSONNE}",
    "Classé sans suite",
    "2023-10-02 09:00",
    "2023-09-20 14:33",
    "Vallée 41",
    "Bretagne",
    "200000172",
    "Favorable avec réserves",
]


def _export(path: Path) -> Path:
    if path.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([EN_TETE, LIGNE])
        path.write_text(text.getvalue(), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Dossiers")
            day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            sheet.write_row(0, 0, EN_TETE)
            sheet.write_row(1, 0, LIGNE)
            sheet.write_datetime(1, 5, datetime(2023, 10, 2, 9), day)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_export_of_the_platform_is_read_without_its_people(tmp_path, suffix):
    importer_export(_export(tmp_path / f"export{suffix}"), DEMANDE, print)
    [row] = lignes()
    assert (row["numero_dossier"], row["statut"], row["code_region"]) == ("41", "sans_suite", "53")
    assert row["avis_prefet"] == "reserve" and str(row["date_effet"]) == "2023-10-02"
    assert PERSONNE.encode() not in ecrit_sur_disque() and b"exemple.fr" not in ecrit_sur_disque()


def test_an_export_without_the_expected_columns_says_which(tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(DepotRefuse, match="État du dossier"):
        importer_export(path, DEMANDE, print)


def test_the_motivation_has_no_field_to_go_to(tmp_path, monkeypatch):
    mapping = tmp_path / "demarches.toml"
    text = formulaire.FICHIER.read_text(encoding="utf-8")
    mapping.write_text(text.replace("[colonnes]", '[colonnes]\nmotivation = "Motivation"'), encoding="utf-8")
    monkeypatch.setattr(formulaire, "FICHIER", mapping)
    with pytest.raises(DepotRefuse, match=r"colonnes\.motivation, ce champ n'existe pas"):
        importer_export(_export(tmp_path / "export.csv"), DEMANDE, print)
