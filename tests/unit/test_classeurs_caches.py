"""What a workbook keeps from its reader (formulas, errors, hidden lines and columns) is found in every kind of file."""

from pathlib import Path

import pytest

from tests.classeurs import ods, rangees_ods, xls
from tests.hostiles import EN_TETE, LIGNE
from tests.petits import avis, lire, seule, valeurs
from ti_dashboard.ingest.reception.etendues_xls import INHABITUEL

# Written by LibreOffice: so small that its stream is not in sectors of its own.
PETIT = Path(__file__).parents[1] / "donnees" / "petit_classeur.xls"
TERRITOIRE = EN_TETE.index("territoire_id")


def test_a_small_old_workbook_hides_neither_its_formulas_nor_its_errors():
    sheet = seule(PETIT)
    assert valeurs(sheet, "reference") == ["R0", "R4"]
    assert [(f.ligne, f.colonne, f.constat) for f in sheet.fautes] == [
        (3, "montant", "est une formule de tableur."), (4, "montant", "est une formule de tableur."),
    ]  # fmt: skip
    assert avis(sheet).splitlines()[:2] == [
        "masqué et lu quand même, parmi les colonnes : « territoire_id ».",
        "1 ligne masquée ou filtrée n'est pas lue ; pour la lire, affichez-la, ou demandez ce qui est masqué "
        "(ligne 5).",
    ]


@pytest.mark.parametrize("columns", [
    f'<table:table-column table:number-columns-repeated="{TERRITOIRE}"/>'
    '<table:table-column table:visibility="collapse"/>',
    f'<table:table-column table:number-columns-repeated="{TERRITOIRE}"/>'
    '<table:table-column table:visibility="filter" table:number-columns-repeated="1"/>'
    '<table:table-column table:visibility="collapse" table:number-columns-repeated="16000"/>',
])  # fmt: skip
def test_a_hidden_column_of_an_ods_is_read_and_it_is_said(tmp_path, columns):
    rows = rangees_ods([EN_TETE, list(LIGNE.values())])
    (tmp_path / "a.ods").write_bytes(ods({"F": columns + rows}))
    sheet = seule(tmp_path / "a.ods")
    assert len(sheet.lignes) == 1
    assert "masqué et lu quand même, parmi les colonnes : « territoire_id »" in avis(sheet).replace("»,", "»")


def test_an_old_workbook_whose_formulas_cannot_be_told_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.xls").write_bytes(xls([EN_TETE, list(LIGNE.values())]))
    monkeypatch.setattr("ti_dashboard.ingest.reception.etendues_xls._flux", lambda _: [][0])
    (fault,) = lire(tmp_path / "a.xls").fautes
    assert (fault.constat, fault.remede) == INHABITUEL
