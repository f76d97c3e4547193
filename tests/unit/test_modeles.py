"""The schemas, the templates made from them, and what frictionless says of them."""

import csv
import io
import json
from datetime import datetime

import pytest
from frictionless import Resource
from frictionless import Schema as SchemaFrictionless
from python_calamine import CalamineWorkbook

from tests.hostiles import EN_TETE, LIGNE
from tests.unit.test_reception import REGLAGES, lire, seule
from ti_dashboard.dossier.chemins import SCHEMAS
from ti_dashboard.ingest.reception.fichier_recu import lire_fichier
from ti_dashboard.ingest.reception.modeles import modele_xlsx
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.referentiels.natures import NATURES

EXEMPLES = {"string": "Texte", "number": 12.5, "integer": 3, "date": datetime(2019, 3, 15), "boolean": "oui"}


@pytest.mark.parametrize("nature", NATURES)
def test_a_template_filled_in_is_read_back_without_a_fault(nature, tmp_path):
    path = tmp_path / "modele.xlsx"
    path.write_bytes(modele_xlsx(nature))
    book = CalamineWorkbook.from_path(path)
    notice, sheet, _ = book.sheet_names
    header = book.get_sheet_by_name(sheet).to_python()[0]
    assert header == schema(nature).noms
    assert "Une case vide veut dire « non communiqué »" in str(book.get_sheet_by_name(notice).to_python())
    row = [_exemple(champ) for champ in schema(nature).champs]
    found = seule(lire(tmp_path, [header, row], "modele.xlsx"))
    assert found.nature == nature and found.fautes == [] and len(found.lignes) == 1


def _exemple(champ) -> object:
    if champ.valeurs:
        return champ.libelles.get(champ.valeurs[0], champ.valeurs[0])
    if champ.genre == "date":
        return "15/03/2019"
    if champ.maximum is not None and champ.genre == "number":
        return 0.5
    return {"territoire_id": "ti-5304", "membres": "200000172"}.get(champ.nom, EXEMPLES[champ.genre])


def test_an_empty_template_says_that_it_is_empty(tmp_path):
    (tmp_path / "recu").write_bytes(modele_xlsx("jalons"))
    (fault,) = lire_fichier(tmp_path / "recu", "jalons.xlsx", REGLAGES).fautes
    assert (fault.feuille, fault.constat) == ("Jalons des territoires", "l'en-tête n'est suivi d'aucune ligne.")


def contrat(nature: str) -> dict:
    return json.loads((SCHEMAS / f"{nature}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("nature", [*NATURES, "bordereau"])
def test_our_schemas_are_valid_table_schemas(nature):
    assert SchemaFrictionless.validate_descriptor(contrat(nature)).valid
    names = SchemaFrictionless.from_descriptor(contrat(nature)).field_names
    assert names == schema(nature).noms


def test_frictionless_would_see_a_broken_schema():
    assert not SchemaFrictionless.validate_descriptor({"fields": [{"name": "a", "type": "nombre"}]}).valid


VERDICTS = [
    {},
    {"montant": ""},
    {"montant": "douze"},
    {"operateur_id": "bpx"},
    {"reference": ""},
    {"territoire_id": "84-19"},
    {"phase": "3"},
    {"date_effet": "2019-02-30"},
    {"date_effet": "1999-01-01"},
    {"cause": "autre"},
    {"territoire_id": ""},
]


@pytest.mark.parametrize("changes", VERDICTS, ids=str)
def test_frictionless_and_we_agree_on_a_row(changes, tmp_path):
    row = LIGNE | {"montant": "100.50", "date_effet": "2019-03-15"} | changes
    out = io.StringIO()
    names = schema("financements").noms
    csv.writer(out).writerows([names, [row.get(name, "") for name in names]])
    resource = Resource(
        data=out.getvalue().encode(),
        format="csv",
        encoding="utf-8",
        schema=SchemaFrictionless.from_descriptor(contrat("financements")),
    )
    ours = seule(lire(tmp_path, [EN_TETE, list(row.values())]))
    assert resource.validate().valid == (not ours.rejets)
