"""Each kind of delivery is declared once, and its schema, its table and its seal agree with what it declares."""

import re

import pytest

from ti_dashboard.dossier.chemins import SCHEMAS
from ti_dashboard.ingest.figer.tables import NOMS, sql
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.programme.indicateurs.matieres import SUIVI
from ti_dashboard.referentiels.natures import NATURES
from ti_dashboard.sceau import cumuls
from ti_dashboard.sceau.recettes import COURANTE, EVENEMENT, recette


def _colonnes(table: str) -> set[str]:
    (body,) = re.findall(rf"^CREATE TABLE {table} \( -- .+\n((?:    .+\n)+)\);", sql("tables"), re.M)
    return set(re.findall(r"^    ([a-z_]+) [A-Z]", body, re.M))


def test_every_schema_is_that_of_a_kind_but_the_slip_s():
    assert {path.stem for path in SCHEMAS.glob("*.json")} == {*NATURES, "bordereau"}


def test_the_slip_admits_every_kind():
    (field,) = (c for c in schema("bordereau").champs if c.nom == "nature")
    assert field.valeurs == tuple(NATURES)


@pytest.mark.parametrize("nature", NATURES.values(), ids=lambda n: n.nom)
def test_a_kind_declares_columns_that_its_schema_has(nature):
    told = {*nature.sujet, *nature.listes, nature.montant, nature.declare} - {""}
    assert told <= set(schema(nature.nom).gardes)


@pytest.mark.parametrize("nature", NATURES.values(), ids=lambda n: n.nom)
def test_the_table_of_a_kind_keeps_what_its_schema_keeps(nature):
    contract = schema(nature.nom)
    kept = {NOMS.get(name, name) for name in contract.gardes} | (
        {"rattachement", "lieu_dit"} if contract.lieux else set()
    )
    assert _colonnes(nature.table) == kept | {"date_connaissance", "livraison_id", "ligne"}


@pytest.mark.parametrize("nature", NATURES.values(), ids=lambda n: n.nom)
def test_the_rows_of_a_kind_are_under_the_seal(nature):
    (content,) = (c for c in recette(COURANTE).tables if c.table == nature.table)
    assert content.retenues == EVENEMENT


def test_every_matter_that_a_kind_tells_is_looked_for():
    asked = cumuls.question("cumul_matiere")
    assert all(f"'{matter}'" in asked for matter in SUIVI)
