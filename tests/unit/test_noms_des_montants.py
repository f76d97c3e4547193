"""What a label of money says is who its sum counts: regions are not the only co-funders, in words as in the sum."""

import re
from pathlib import Path

import pytest

import ti_dashboard
from tests.conftest import A2019, A2019_AVRIL, filtres
from tests.exports import eprouver, octets, poser
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.indicateurs.modele import COFINANCEURS, ETAT_OPERATEURS, TOUS_FINANCEURS
from ti_dashboard.referentiels import lire

FRANCE = filtres(A2019, compare=A2019_AVRIL)
SOURCES = sorted(Path(ti_dashboard.__file__).parent.rglob("*.py"))
# Regions alone, where every co-funder is in or out.
_REGIONS_SEULES = re.compile(
    r"régions comprises|hors (?:les |des )?régions(?! et autres cofinanceurs)|sans les régions"
)


def test_regions_are_never_named_alone_for_all_co_funders():
    words = {p.name: p.read_text("utf-8") for p in SOURCES if p.name != "libelles.py"}
    words |= {i.indicateur_id: f"{i.libelle} {i.definition} {i.formule} {i.denominateur}" for i in CATALOGUE.values()}
    words |= {"contradiction": str(lire("contradiction"))}
    assert {name: found[0] for name, text in words.items() if (found := _REGIONS_SEULES.search(text))} == {}


def test_a_label_says_co_funders_where_they_are_counted_and_the_state_where_it_is_alone():
    money = [i for i in CATALOGUE.values() if i.selection.get("categories")]
    for indicateur in money:
        categories = indicateur.selection["categories"]
        assert categories in (ETAT_OPERATEURS, TOUS_FINANCEURS)
        assert ("régions et autres cofinanceurs compris" in indicateur.libelle) <= (categories == TOUS_FINANCEURS)
        assert ("État et opérateurs" in indicateur.libelle) <= (categories == ETAT_OPERATEURS)
    assert len(money) > 10
    assert {r["categorie"] for r in lire("operateur")} == {*ETAT_OPERATEURS, *COFINANCEURS}


@pytest.mark.parametrize(
    ("cle", "mots"),
    [
        ("evolutions", {}),
        ("projets-du-territoire", {"id": ["ti-8402"]}),
        ("lignes", {"chiffre": ["montant_engage_regions_comprises"]}),
    ],
)
def test_an_export_made_before_labels_were_reworded_is_still_ours(demo, tmp_path, cle, mots):
    content = octets(demo, cle, FRANCE, "csv", mots).decode("utf-8-sig")
    assert "tous financeurs" in content
    before = content.replace("régions et autres cofinanceurs compris", "régions comprises")
    before = before.replace("tous financeurs", "régions comprises").encode("utf-8-sig")
    found = eprouver(demo, poser(tmp_path, before, "csv"))
    assert [(c.statut, c.ou) for c in found.constats if c.statut != "dit et inchangé"] == []
    assert not any("colonne" in said.lower() for said in found.reserves)
