"""What changed between two arrêtés sums to the difference, for every headline figure, date and filter."""

from datetime import date
from itertools import pairwise, product

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, CHOIX, DATES, filtres
from ti_dashboard.planche.pont import pont
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.evolution import sans_comparaison, totaux
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.evolutions import CONSTANT, TETES, evolutions
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


@pytest.mark.parametrize(("choix", "question", "said"), [
    (filtres(), "lignes_projets", "Aucun arrêté de comparaison n'est choisi"),
    (filtres(A2019, compare=A2021), "lignes_projets", "L'arrêté de comparaison (12/10/2021) est postérieur"),
    (filtres(A2023, 2, compare=A2019), "lignes_candidatures", "Aucune candidature connue au 24/09/2019"),
    (filtres(A2023, 2, compare=A2019), "lignes_projets", "Pas de phase II au 24/09/2019 pour ce choix"),
    (filtres(A2019, 1, compare=date(2018, 11, 22)), "", "Pas de phase I au 22/11/2018 pour ce choix"),
    (filtres(A2019, compare=A2019), "", "Pas de phase I au 24/09/2019 pour ce choix"),
])  # fmt: skip
def test_why_a_figure_is_not_compared_is_said(choix, question, said):
    assert sans_comparaison(choix, question) == said


@pytest.mark.parametrize("choix", [{}, {"regions": ("53",)}, {"operateurs": ("bpifrance",)}], ids=str)
def test_the_parts_of_a_move_are_the_whole_of_it(demo, choix):
    told = [e for e in evolutions(demo, filtres(A2021, compare=A2019, **choix)) if e.mouvements]
    assert len(told) >= 5
    for e in told:
        whole, causes = totaux(e.mouvements), {m.cause for m in e.mouvements}
        assert whole.ecart == e.ecart == whole.hausse - whole.baisse and whole.cause == "", e.indicateur_id
        assert whole.nb_lignes >= len(causes) == len(e.mouvements)
        each = [totaux(e.mouvements, cause) for cause in causes]
        assert all(one.ecart == one.hausse - one.baisse for one in each)
        assert sum(one.nb_lignes for one in each) == whole.nb_lignes
        assert totaux(e.mouvements, "jamais") is None
