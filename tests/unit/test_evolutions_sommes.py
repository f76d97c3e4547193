"""What changed between two arrêtés sums to the difference, for every headline figure, date and filter."""

from itertools import pairwise, product

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, CHOIX, DATES, filtres
from ti_dashboard.planche.pont import pont
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import TETES, totaux
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.evolutions import CONSTANT, evolutions
from ti_dashboard.questions.origine import origine
from ti_dashboard.questions.releve import relever


@pytest.mark.parametrize("choix", CHOIX, ids=str)
@pytest.mark.parametrize("dates", DATES, ids=str)
def test_every_bridge_goes_from_the_figure_before_to_the_figure_of_the_first_screen(demo, dates, choix):
    chosen = filtres(dates[0], compare=dates[1], **choix)
    now, before = (relever(demo, chosen)[day] for day in dates)
    found = evolutions(demo, chosen)
    assert {e.indicateur_id for e in found} == set(TETES)
    for e in found:
        if now[e.indicateur_id].sans_objet:
            assert pont(chosen, e)["etapes"] == []
            continue
        assert (e.avant, e.apres) == (before[e.indicateur_id].valeur, now[e.indicateur_id].valeur)
        gross = totaux(e.mouvements)
        assert (gross.ecart if gross else 0) == e.apres - e.avant
        assert all(m.hausse - m.baisse == m.ecart and m.baisse >= 0 for m in e.mouvements)
        steps = pont(chosen, e)["etapes"]
        assert all(left["a"] == pytest.approx(right["de"]) for left, right in pairwise(steps[:-1]))
        assert steps[-2]["a"] == pytest.approx(steps[-1]["a"])


@pytest.mark.parametrize("name", [*TETES, "nb_territoires", "montant_annule_etat_operateurs"])
def test_the_movements_sum_to_the_difference_at_constant_perimeter_too(demo, name):
    for (arrete, compare), choix in product(DATES, CHOIX):
        figure = Chiffre(name, (CONSTANT,))
        found = origine(demo, figure, filtres(arrete, compare=compare, **choix))
        assert sum(m.ecart for m in found.mouvements) == (found.valeur or 0) - (found.valeur_precedente or 0)
        if name == "nb_territoires":
            assert found.mouvements == []


def test_medians_and_ratios_are_the_only_figures_without_causes():
    assert {one.agregat for one in CATALOGUE.values()} <= {"compte", "somme", "mediane", "rapport", "taux"}
    assert all(CATALOGUE[name].agregat in ("compte", "somme") for name in TETES)


def test_what_cannot_be_compared_is_named(demo):
    assert empechement(demo, filtres(A2019)) == "aucune"
    assert empechement(demo, filtres(A2019, compare=A2021)) == "posterieure"
    assert empechement(demo, filtres(A2019, phase=2, compare=A2019_AVRIL)) == "absente"
    assert empechement(demo, filtres(A2023, phase=2, compare=A2021)) == "absente_avant"
    assert empechement(demo, filtres(A2019, compare=A2019_AVRIL)) is None
