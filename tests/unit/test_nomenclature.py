"""``make sbom``: valid, whole, each package with its version, its licence and the hashes of its files."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from outils.nomenclature import LICENCES_LUES, composer
from outils.verrous import SERVIR, lire


@pytest.fixture(scope="module")
def nomenclature():
    return composer()


def test_it_is_valid_by_the_schema_of_the_standard(nomenclature):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(nomenclature)) is None


def test_it_names_what_serves_and_nothing_else_with_licence_and_hashes(nomenclature):
    said = {canonicalize_name(one["name"]): one for one in nomenclature["components"]}
    wanted = {one.nom: one for one in lire(SERVIR) if one.est_voulu}
    assert {name: one["version"] for name, one in said.items()} == {name: one.version for name, one in wanted.items()}
    for name, one in said.items():
        assert one.get("licenses"), f"{name} : sa licence est à lire et à écrire dans LICENCES_LUES"
        (files,) = (ref for ref in one["externalReferences"] if ref["type"] == "distribution" and "hashes" in ref)
        assert {f"sha256:{h['content']}" for h in files["hashes"]} == set(wanted[name].empreintes)
    assert set(LICENCES_LUES) <= set(said)


def test_everything_but_the_application_is_needed_by_something(nomenclature):
    root = nomenclature["metadata"]["component"]["bom-ref"]
    needed = {ref for one in nomenclature["dependencies"] for ref in one["dependsOn"]}
    assert needed == {one["bom-ref"] for one in nomenclature["components"]}
    assert {one["ref"] for one in nomenclature["dependencies"]} == needed | {root}
