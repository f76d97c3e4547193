"""The move of a figure between two arrêtés, as a whole: why there is none, and that its parts are all of it."""

from datetime import date

import pytest

from tests.conftest import A2019, A2021, A2023, filtres
from ti_dashboard.programme.evolution import sans_comparaison, totaux
from ti_dashboard.questions.evolutions import evolutions


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
