"""Properties that hold whatever the deliveries: as-of, difference of two arrêtés, ladders, additivity."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.ingest.figer import figer, tables
from ti_dashboard.planche.carte import NB_CLASSES, bornes, classe
from ti_dashboard.planche.progression import graduations
from ti_dashboard.programme.indicateurs import ECHELLE
from ti_dashboard.programme.mesures import ChiffrePublie
from ti_dashboard.questions.releve import relever

TYPES = tuple(ECHELLE)
ARRETES = (A2019_AVRIL, A2019, A2021, A2023)
FLUX = "reference phase projet_id territoire_id operateur_id instrument_id type_montant nature_aide montant_eur"
TERRITOIRES = ("ti-5304", "ti-5309", "ti-8413")
JALONS = ("non_demarre", "demarche_lancee", "plan_en_finalisation", "protocole_signe", "etat_inconnu")
ADDITIFS = [
    "nb_territoires",
    "nb_territoires_engages",
    "nb_territoires_signes",
    "nb_territoires_binome",
    "nb_territoires_appuyes",
]

days = st.dates(min_value=date(2018, 11, 22), max_value=date(2024, 6, 1))
milestones = st.lists(st.tuples(st.sampled_from(TERRITOIRES), st.sampled_from(JALONS), days, days), max_size=25)
amounts = st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2)
flows = st.lists(st.tuples(st.sampled_from(TYPES), amounts, days, days), max_size=25)


@pytest.fixture(scope="module")
def registre_vide():
    """An empty ledger with its references, in memory; each example empties the events."""
    from ti_dashboard.ingest.publier import chargement

    con = duckdb.connect()
    tables.creer(con)
    chargement.charger(con)
    con.execute(
        "INSERT INTO livraison VALUES ('L', 'd', 'f.csv', '', 'jalons', 'ANCT', '2018-11-22', '2018-11-22', 'ajout', "
        "0, 0, 0, 0, 0, 0, 0, NULL, NULL, 'x', true)"
    )
    entries = [[1, t, "entree", "2018-11-22", "2018-11-22", "initial", "L", i] for i, t in enumerate(TERRITOIRES)]
    _inscrire(con, "perimetre", "phase territoire_id mouvement", entries)
    figer.figer(con, {})
    return con


def _inscrire(con, table: str, names: str, rows: list[list[object]]) -> None:
    held = ", ".join([*names.split(), "date_effet", "date_connaissance", "cause", "livraison_id", "ligne"])
    con.executemany(f"INSERT INTO {table} ({held}) VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608


def _refreeze(con, *statements: str) -> None:
    for statement in statements:
        con.execute(tables.sql(statement), {"repris": []})


quick = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(milestones)
def test_the_state_as_of_an_arrete_is_the_last_event_known_by_its_cut_off(registre_vide, events):
    con = registre_vide
    con.execute("DELETE FROM etat_territoire")
    con.execute("DELETE FROM jalon")
    rows = [[1, t, j, None, effet, connu, "initial", "L", i] for i, (t, j, effet, connu) in enumerate(events)]
    if rows:
        _inscrire(con, "jalon", "phase territoire_id jalon motif_blocage", rows)
    _refreeze(con, "figer_flux")
    query = "SELECT coalesce(sum(montant_eur), 0), count(*) FROM etat_flux WHERE arrete_id = ? AND type_montant = ?"
    for earlier, later in pairwise(ARRETES):
        for kind in TYPES:
            before, after = (con.execute(query, [a, kind]).fetchone() for a in (earlier, later))
            learnt = [a for k, a, e, c in events if k == kind and earlier < max(e, c) <= later]
            assert after[0] - before[0] == sum((a for a in learnt if a is not None), Decimal(0))
            assert after[1] - before[1] == len(learnt)


@pytest.mark.parametrize(("arrete", "phase"), [(a, 1) for a in ARRETES] + [(A2023, 2)])
def test_regional_figures_and_the_unattached_add_up_to_the_national_one(demo, arrete, phase):
    national = relever(demo, filtres(arrete, phase))[arrete]
    codes = [r["code_region"] for r in demo.lignes("SELECT code_region FROM region")]
    found = (relever(demo, filtres(arrete, phase, regions=(code,))).get(arrete) for code in codes)
    regions = [r for r in found if r]
    for indicateur in ADDITIFS:
        assert sum(r[indicateur].valeur for r in regions) == national[indicateur].valeur, indicateur
    total = sum(r["nb_projets"].valeur for r in regions) + national["nb_projets_non_rattaches"].valeur
    assert total == national["nb_projets"].valeur
    for kind in TYPES:
        row = demo.lignes(
            "SELECT sum(montant_eur) AS m FROM etat_flux WHERE code_region IS NULL AND arrete_id = $a AND phase = $p "
            "AND type_montant = $t",
            a=arrete,
            p=phase,
            t=kind,
        )[0]
        attached = sum(r[ECHELLE[kind]].valeur or 0 for r in regions)
        assert attached + (row["m"] or 0) == (national[ECHELLE[kind]].valeur or 0), kind


@pytest.mark.parametrize(("arrete", "phase"), [(a, 1) for a in ARRETES] + [(A2023, 2)])
def test_the_ladders_never_go_up_again(demo, arrete, phase):
    r = relever(demo, filtres(arrete, phase))[arrete]
    assert r["nb_territoires_signes"].valeur <= r["nb_territoires_engages"].valeur <= r["nb_territoires"].valeur
    assert r["nb_projets_engages"].valeur <= r["nb_projets"].valeur
    assert r["montant_paye"].valeur <= r["montant_conventionne"].valeur <= r["montant_engage_regions_comprises"].valeur
    for name, mesure in r.items():
        if name.startswith("nb_territoires"):
            assert mesure.connus + mesure.inconnus == r["nb_territoires"].valeur, name


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), max_size=200))
def test_every_quantity_falls_in_one_class_of_the_map_and_order_is_kept(quantities):
    bounds = bornes([q for q in quantities if q])
    classes = [classe(q, bounds) for q in sorted(quantities)]
    assert classes == sorted(classes)
    assert all(0 <= c <= NB_CLASSES for c in classes)
    assert all((c == 0) == (q == 0) for c, q in zip(classes, sorted(quantities), strict=True))
    assert classe(None, bounds) == -1


@given(st.floats(min_value=1, max_value=1e9))
def test_the_marks_of_an_axis_start_at_zero_and_cover_the_highest_value(highest):
    marks = graduations(highest)
    assert marks[0] == 0
    assert marks[-1] >= int(highest)
    assert 2 <= len(marks) <= 5


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=0, max_value=10**6))
def test_a_bound_is_kept_by_more_and_broken_by_less(said, computed):
    bound = ChiffrePublie("x", Decimal(said), "EUR", "au moins", None, "s", True)
    assert (bound.accord_avec(computed) == "conforme") == (computed >= said)


def test_a_published_rounding_accepts_what_rounds_to_it_and_nothing_else():
    said = ChiffrePublie("x", Decimal("0.85"), "part", "arrondi", 144, "s", True)
    assert said.accord_avec(Decimal("0.8472")) == "conforme"
    assert said.accord_avec(Decimal("0.8449")) == "different"
    assert said.accord_avec(Decimal("0.8551")) == "different"
