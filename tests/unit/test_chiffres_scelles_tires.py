"""Sealed figures hold whatever the ledger: negative amounts, unknown ones, lines of nobody, days in any order."""

import random
import shutil
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import A2019, A2021
from tests.scelles import Lieu, comme_les_lignes, possibles, scelles
from ti_dashboard.ingest.figer import figer, tables
from ti_dashboard.ingest.publier import chargement
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.indicateurs import CATALOGUE, ECHELLE
from ti_dashboard.sceau import chiffres

TERRITOIRES = ("ti-5304", "ti-5309", "ti-0101", "ti-0201")
OPERATEURS = ("bpifrance", "ademe", "cget", "anct", "regions")
CODES = {
    "region": ["53", "01", "outre-mer"],
    "theme": ["mobilite", "foncier"],
    "operateur": ["bpifrance", "anct", "regions", "apec"],
    "territoire": list(TERRITOIRES),
}
# Few projects, days and amounts: lines meet, cancel one another, and come back on the same day.
places = st.none() | st.sampled_from(TERRITOIRES)
days = st.integers(0, 8).map(lambda n: date(2019, 1, 1) + timedelta(days=45 * n))
amounts = st.none() | st.sampled_from([-100, -1, 0, 1, 50, 100]) | st.decimals(-(10**9), 10**9, places=2)
projects = st.lists(
    st.tuples(
        places,
        st.lists(st.sampled_from(["mobilite", "foncier", "competences"]), max_size=3),
        days,
        st.sampled_from(["remonte", "engage", "refuse", "inconnu"]),
    ),
    min_size=1,
    max_size=5,
)
flows = st.lists(
    st.tuples(
        st.none() | st.integers(0, 4),
        places,
        st.sampled_from(OPERATEURS),
        st.sampled_from(tuple(ECHELLE)),
        amounts,
        days,
        days,
    ),
    max_size=30,
)
jobs = st.lists(st.tuples(st.integers(0, 4), st.none() | st.integers(0, 9), st.none() | st.just("DREETS"), days))
milestones = st.lists(
    st.tuples(st.sampled_from(TERRITOIRES), st.sampled_from(["appui_retenu", "contrat_signe", "binome_absent"]), days),
    max_size=6,
)
INITIAL = ("initial", "L")
COLONNES = {
    "perimetre": "phase territoire_id mouvement",
    "projet": "projet_id phase territoire_id intitule axe_id themes cout_total_eur",
    "projet_statut": "projet_id statut",
    "flux": "reference phase projet_id territoire_id operateur_id instrument_id type_montant nature_aide montant_eur",
    "emploi": "projet_id type_emploi etat_emploi nombre verificateur",
    "jalon": "phase territoire_id jalon motif_blocage",
}


@pytest.fixture(scope="module")
def vide(tmp_path_factory):
    """A ledger on disk with its references, four territories and no other event."""
    path = tmp_path_factory.mktemp("tires") / "vide.duckdb"
    with duckdb.connect(str(path), config={"default_block_size": 16_384}) as con:
        tables.creer(con)
        chargement.charger(con)
        con.execute(
            "INSERT INTO livraison VALUES ('L', 'd', 'f.csv', '', 'jalons', 'ANCT', '2018-11-22', '2018-11-22', "
            "'ajout', 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 'x', true)"
        )
        for i, place in enumerate(TERRITOIRES):
            _ecrire(con, "perimetre", i, 1, place, "entree", date(2018, 11, 22), date(2018, 11, 22))
    return path


def _consigner(con, declared, moved, counted, reached) -> None:
    for i, (place, themes, day, statut) in enumerate(declared):
        _ecrire(con, "projet", i, f"P{i}", 1, place, "Plateau", None, themes, None, day, day)
        _ecrire(con, "projet_statut", i, f"P{i}", statut, day, day)
    for i, (project, place, body, kind, amount, day, known) in enumerate(moved):
        own = f"P{project}" if project is not None and project < len(declared) else None
        _ecrire(
            con,
            "flux",
            i,
            f"R{i}",
            1,
            own,
            None if own else place,
            body,
            "fnadt",
            kind,
            "subvention",
            amount,
            day,
            known,
        )
    for i, (project, number, witness, day) in enumerate(counted):
        _ecrire(con, "emploi", i, f"P{project}", "crees", "constates", number, witness, day, day)
    for i, (place, step, day) in enumerate(reached):
        _ecrire(con, "jalon", i, 1, place, step, None, day, day)


def _ecrire(con, table: str, line: int, *values: object) -> None:
    row = [*values, *INITIAL, line]
    names = [*COLONNES[table].split(), "date_effet", "date_connaissance", "cause", "livraison_id", "ligne"]
    con.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608


# A ledger takes a second to build: one that fails is shown as drawn, not made smaller.
@settings(
    max_examples=8,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(projects, flows, jobs, milestones, st.randoms(use_true_random=False))
def test_sealed_figures_are_what_their_rows_give(vide, declared, moved, counted, reached, draw: random.Random):
    path = shutil.copy(vide, vide.with_name("tire.duckdb"))
    with duckdb.connect(str(path)) as con:
        _consigner(con, declared, moved, counted, reached)
        figer.figer(con, {})
        chiffres.calculer(con.execute, [A2019, A2021])
    publication = Publication(path)
    try:
        found = scelles(publication)
        may_be = [Lieu(A2021, 1, one, p) for one in CATALOGUE for _, p in possibles(one, CODES)]
        for lieu in draw.sample(sorted(found), min(60, len(found))) + draw.sample(may_be, 30):
            assert comme_les_lignes(publication, found, lieu), lieu
    finally:
        publication.close()
