"""The fourteen known contradictions of the published figures, each held by what the product does."""

from decimal import Decimal

import pytest

from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.ecrans.accueil.composition import composer
from ti_dashboard.langue.formats import INSECABLE
from ti_dashboard.planche.publies import dit
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.options import arretes, contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.publies import chiffres_publies
from ti_dashboard.questions.releve import relever


def _tuile(publication, choix, indicateur):
    return next(t for t in composer(contexte(publication, choix), {})["tuiles"] if t["id"] == indicateur)


def test_all_fourteen_are_on_the_page_in_order(demo):
    assert [r["contradiction_id"] for r in poser(demo, "contradictions")] == [f"C{i}" for i in range(1, 15)]


def test_c1_a_committee_is_named_by_its_date_and_its_ordinal_is_a_remark(demo):
    committee = next(a for a in arretes(demo) if a.arrete_id == A2019)
    (kept,) = demo.lignes("SELECT ordinal_dit FROM arrete WHERE arrete_id = $day", day=A2019)
    assert kept["ordinal_dit"] == "2e selon le CGET, 3e selon Localtis"
    assert "2e" not in committee.libelle and "3e" not in committee.libelle


def test_c2_108_and_260_millions_stand_apart_and_the_second_is_another_definition(demo):
    published = chiffres_publies(demo, A2019, 1)
    assert published["montant_engage"].valeur == 108_000_000
    assert published["montant_engage_regions_comprises"].accord_avec(10**9) == "autre_definition"
    assert _tuile(demo, filtres(), "montant_engage_regions_comprises")["publie"]["etat"] == "autre_definition"
    assert "260" not in _tuile(demo, filtres(), "montant_engage")["publie"]["texte"]


def test_c3_29_wholly_new_is_not_34_net(demo):
    second = relever(demo, filtres(A2023, 2))[A2023]
    first = relever(demo, filtres(A2023, 1))[A2023]
    assert second["nb_territoires_entierement_nouveaux"].valeur == 29
    assert second["nb_territoires"].valeur - first["nb_territoires"].valeur == 34
    assert "34" in CATALOGUE["nb_territoires_entierement_nouveaux"].definition


def test_c4_a_map_says_the_vintage_of_its_outlines(demo):
    assert "2026" in composer(contexte(demo, filtres()), {})["carte"]["source"]


def test_c5_a_territory_of_more_than_four_members_is_accepted(demo):
    members = "SELECT count(*) AS n FROM territoire_groupement WHERE phase = 2 GROUP BY territoire_id"
    row = demo.lignes(f"SELECT max(n) AS n FROM ({members})")  # noqa: S608
    assert row[0]["n"] > 4


def test_c6_the_inconsistent_split_of_the_2150_actions_is_told_and_not_loaded(demo):
    constat = next(r for r in poser(demo, "contradictions") if r["contradiction_id"] == "C6")["constat"]
    assert "2\u00a0290" in constat.replace(" ", "\u00a0")
    loaded = demo.lignes("SELECT valeur FROM chiffre_publie WHERE date_arrete >= '2023-01-01'")
    assert not {r["valeur"] for r in loaded} & {747, 547, 429, 330, 237}


def test_c7_a_mean_is_computed_again_beside_the_one_that_was_said(demo):
    assert round(Decimal(573_000) / 1_416) == 405
    constat = next(r for r in poser(demo, "contradictions") if r["contradiction_id"] == "C7")["constat"]
    assert "405" in constat and "430" in constat


def test_c8_and_c14_engaged_with_and_without_co_funders_are_two_indicators_and_two_tiles(demo):
    state = _tuile(demo, filtres(A2021), "montant_engage")
    everyone = _tuile(demo, filtres(A2021), "montant_engage_regions_comprises")
    assert state["valeur"] != everyone["valeur"]
    assert state["publie"] is None and everyone["publie"]["etat"] == "conforme"
    assert "État" in state["libelle"] and "financeurs" in everyone["libelle"]


def test_c9_and_c11_what_is_disputed_carries_its_date_and_its_source(demo):
    assert all(r["source"] and r["date_arrete"] for r in poser(demo, "chiffres_dits"))


def test_c10_the_bounds_of_a_phase_are_data_with_a_remark(demo):
    row = demo.lignes("SELECT date_fin, remarque FROM phase WHERE phase = 1")[0]
    assert "2022 ou 2023" in row["remarque"]


def test_c12_an_announced_envelope_is_never_shown_as_engaged(demo):
    ladder = next(b for b in composer(contexte(demo, filtres(A2023, 2)), {})["blocs"] if b["id"] == "echelle")
    by_kind = {line["id"]: line["texte"] for line in ladder["lignes"]}
    assert by_kind["annonce"] == f"100,0{INSECABLE}M€" and by_kind["engage"] != by_kind["annonce"]
    assert "additionnent jamais" in ladder["note"]


@pytest.mark.parametrize("choix", [filtres(), filtres(A2021), filtres(A2023, 2)])
def test_c13_a_rate_never_stands_without_its_denominator(demo, choix):
    assert all(i.denominateur for i in CATALOGUE.values() if i.unite == "part")
    tile = _tuile(demo, choix, "nb_territoires_engages")
    assert tile["unite"].startswith("sur ") and "%" in tile["unite"]
    said = chiffres_publies(demo, A2019, 1)["taux_territoires_engages"]
    assert dit(said) == f"85{INSECABLE}% de 144"
