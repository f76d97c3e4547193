"""What the first screens read is summed beforehand: it is what the lines say, to the cent, under any filters."""

import shutil

import duckdb
import pytest

from tests.cumules import ecarts, tires
from ti_dashboard.errors import PublicationIllisible
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.cumules import CUMULEES, cumulee
from ti_dashboard.sceau import cumuls


@pytest.mark.parametrize("choix", range(40))
def test_sums_answer_as_the_lines_do(demo, choix):
    (drawn,) = list(tires(demo, 1, choix))
    assert ecarts(demo, drawn) == []


def test_under_no_filter_at_every_arrete_too(demo):
    for drawn in tires(demo, 20, 2026):
        assert ecarts(demo, drawn.avec("region").avec("departement").avec("theme").avec("operateur")) == []


def test_two_operators_are_asked_of_the_lines_but_for_what_adds_up():
    assert [cumulee(name, ["ademe", "anct"]) for name in CUMULEES] == ["montants_cumules", "projets_bilan", "carte"]
    assert [cumulee(name, ["ademe"]) for name in CUMULEES] == list(CUMULEES.values())


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("cumul_flux", "UPDATE cumul_flux SET montant_eur = montant_eur + 0.01 WHERE rowid = 7"),
        ("cumul_flux", "INSERT INTO cumul_flux SELECT * FROM cumul_flux LIMIT 1"),
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
