"""What the first screens read is summed beforehand: it is what the lines say, to the cent, under any filters."""

import shutil

import duckdb
import pytest

from tests.cumules import ecarts, tires
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.cumules import CUMULEES, D_UN_SEUL_REGARD, cumulee
from ti_dashboard.sceau import cumuls


@pytest.mark.parametrize("choix", range(30))
def test_sums_answer_as_the_lines_do(demo, choix):
    (drawn,) = list(tires(demo, 1, choix))
    assert ecarts(demo, drawn) == []


def test_under_no_filter_at_every_arrete_too(demo):
    for drawn in tires(demo, 10, 2026):
        assert ecarts(demo, drawn.avec("region").avec("departement").avec("theme").avec("operateur")) == []


def test_two_operators_are_asked_of_the_lines_but_for_what_adds_up():
    both = {**CUMULEES, **D_UN_SEUL_REGARD}
    assert {name for name in both if cumulee(name, ["ademe", "anct"]) == name} == set(D_UN_SEUL_REGARD)
    assert [cumulee(name, ["ademe"]) for name in both] == list(both.values())


# One line in ten goes elsewhere, or nowhere, and one in seven to a body that has changed of category.
_EPARPILLER = """
    UPDATE etat_flux SET (territoire_id, code_region) = (
        SELECT (t.territoire_id, t.code_region) FROM territoire t
        WHERE t.phase = etat_flux.phase ORDER BY hash(t.territoire_id, etat_flux.ligne) LIMIT 1)
    WHERE ligne % 10 = 1;
    UPDATE etat_flux SET territoire_id = NULL, code_region = NULL WHERE ligne % 30 = 1;
    UPDATE etat_flux SET categorie = 'autre' WHERE ligne % 7 = 1
"""


@pytest.fixture(scope="module")
def eparpillee(demo, tmp_path_factory):
    copy = shutil.copy(demo.fichier, tmp_path_factory.mktemp("epars") / "copie.duckdb")
    with duckdb.connect(str(copy)) as con:
        con.execute(_EPARPILLER)
        for name in cumuls.CUMULS:
            con.execute(f"DELETE FROM {name}")  # noqa: S608
        cumuls.cumuler(con.execute)
        assert con.execute("SELECT count(DISTINCT projet_id) > 100 FROM cumul_epars").fetchone() == (True,)
    opened = Publication(copy)
    yield opened
    opened.close()


@pytest.mark.parametrize("choix", range(20))
def test_a_project_that_lies_in_several_places_counts_once_wherever_it_is_read(eparpillee, choix):
    (drawn,) = list(tires(eparpillee, 1, choix))
    assert ecarts(eparpillee, drawn) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("cumul_flux", "UPDATE cumul_flux SET montant_eur = montant_eur + 0.01 WHERE rowid = 7"),
        ("cumul_flux", "INSERT INTO cumul_flux SELECT * FROM cumul_flux LIMIT 1"),
        (
            "cumul_epars",
            "INSERT INTO cumul_epars SELECT arrete_id, 1, '', '', NULL, NULL, [], '', NULL, arrete_id FROM arrete",
        ),
        ("cumul_engagement", "UPDATE cumul_engagement SET nb_lignes = 0 WHERE rowid = 5"),
        ("cumul_suivi", "UPDATE cumul_suivi SET mois_d_attente = mois_d_attente + 1 WHERE rowid = 5"),
        ("cumul_reste", "UPDATE cumul_reste SET reste = reste - 0.01 WHERE rowid = 5"),
        ("cumul_delai", "UPDATE cumul_delai SET nb_jours = nb_jours + 1 WHERE nb_jours = 30"),
        ("cumul_emploi", "DELETE FROM cumul_emploi WHERE rowid = 5"),
        ("cumul_projet", "DELETE FROM cumul_projet WHERE rowid = 3"),
        ("cumul_matiere", "DELETE FROM cumul_matiere WHERE matiere = 'emploi'"),
    ],
)
def test_sums_that_are_not_those_of_the_lines_are_found_when_a_publication_is_verified(demo, tmp_path, table, change):
    copy = shutil.copy(demo.fichier, tmp_path / "copie.duckdb")
    with duckdb.connect(str(copy)) as con:
        assert cumuls.faux(lambda sql, bound: con.execute(sql, bound).fetchall()) == []
        con.execute(change)
    opened = Publication(copy)
    with pytest.raises(PublicationIllisible, match=rf"Des cumuls de copie.duckdb ne sont plus ceux .*\({table}\)"):
        opened.verifier_sceaux()
    opened.close()
