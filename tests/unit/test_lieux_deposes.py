"""A place said by a file, from the row it is written on to the publication."""

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.depot import deposer, fonder, interroger, publier, verifier
from ti_dashboard import depots
from ti_dashboard.ingest.lignes_deposees import lire

ACTE = {"phase": 2, "operateur_id": "ademe", "instrument_id": "economie-circulaire", "type_montant": "engage",
        "nature_aide": "subvention", "montant": "10", "date_effet": "24/09/2024", "cause": "initial"}  # fmt: skip


@pytest.fixture
def base(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    fonder(tmp_path)
    return tmp_path


def liste(base: Path, rows: list[dict[str, object]], nom: str = "actes.csv") -> Path:
    """Acts, each with the cells that say its place."""
    path = base / nom
    with path.open("w", encoding="utf-8", newline="") as file:
        names = list(dict.fromkeys(name for row in rows for name in row | ACTE))
        writer = csv.DictWriter(file, ["reference", *[n for n in names if n != "reference"]], delimiter=";")
        writer.writeheader()
        writer.writerows({"reference": f"X{k}"} | ACTE | row for k, row in enumerate(rows, 1))
    return path


def lus() -> list[tuple]:
    return interroger(
        "SELECT reference, territoire_id, rattachement, lieu_dit FROM flux WHERE reference LIKE 'X%' ORDER BY reference"
    )


def test_an_act_lies_in_the_territory_of_its_commune(base):
    deposer(liste(base, [{"code_commune": "22113"}, {"code_commune": "99999"}, {"code_commune": ""}]), emetteur="Ademe")
    publier()
    assert lus() == [
        ("X1", "ti-5306", "commune", "commune 22113 (Lannion)"),
        ("X2", None, None, "commune 99999 : code inconnu parmi les communes d'aujourd'hui et d'hier"),
        ("X3", None, None, None),
    ]


def test_rows_deposited_before_places_were_read_are_still_read(base):
    depot = deposer(liste(base, [{"territoire_id": "ti-5306"}]), emetteur="Ademe")
    path = depots.dossier() / depot.depot_id / "feuille-1.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["rattachement", "lieu_dit"]), path)
    ((_, row),) = lire(path)
    assert (row["territoire_id"], row["rattachement"], row["lieu_dit"]) == ("ti-5306", None, None)
    publier()
    assert lus() == [("X1", "ti-5306", None, None)]


def test_the_same_fact_said_by_another_place_is_no_correction(base):
    milestone = "phase;jalon;date_effet;cause;{}\n2;contrat_signe;02/05/2024;initial;{}\n"
    for k, place in enumerate([("territoire_id", "ti-5306"), ("code_commune", "22113")]):
        path = base / f"jalons{k}.csv"
        path.write_text(milestone.format(*place), encoding="utf-8")
        deposer(path)
    publier()
    assert interroger("SELECT territoire_id, rattachement FROM jalon") == [("ti-5306", "territoire")]


def test_a_milestone_needs_a_territory(base):
    path = base / "jalons.csv"
    path.write_text("phase;jalon;date_effet;cause;code_commune\n2;contrat_signe;02/05/2024;initial;75056\n")
    depot = verifier(path)
    assert [(c.colonne, c.valeur) for c in depot.constats] == [
        ("territoire_id", "commune 75056 (Paris) : dans aucun territoire de la phase 2")
    ]
