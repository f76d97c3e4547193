"""The move of a figure between two arrêtés, as a whole: why there is none, and that its parts are all of it."""

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.programme.evolution import sans_comparaison, totaux
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.evolutions import evolutions

SANS_PHASE_II = "Pas de phase II au 24/09/2019 pour ce choix"


@pytest.mark.parametrize(("why", "choix", "question", "said"), [
    ("aucune", filtres(), "lignes_projets", "Aucun arrêté de comparaison n'est choisi"),
    ("posterieure", filtres(A2019, compare=A2021), "lignes_projets",
     "L'arrêté de comparaison (12/10/2021) est postérieur"),
    ("absente_avant", filtres(A2023, 2, compare=A2019), "lignes_candidatures",
     "Aucune candidature connue au 24/09/2019"),
    ("absente_avant", filtres(A2023, 2, compare=A2019), "lignes_projets", SANS_PHASE_II),
    ("absente", filtres(A2019, 2, compare=A2019_AVRIL), "lignes_projets", SANS_PHASE_II),
])  # fmt: skip
def test_why_a_figure_is_not_compared_is_said_of_the_arrete_that_lacks_it(demo, why, choix, question, said):
    assert empechement(demo, choix, question) == why
    assert sans_comparaison(why, choix, question).constat == said


@pytest.mark.parametrize(("why", "said"), [
    ("aucune", "Aucun arrêté de comparaison n'est choisi. Choisissez-en un dans « Comparé à »."),
    ("posterieure", "L'arrêté de comparaison (30/04/2019) est postérieur à celui du 24/09/2019 : choisissez dans "
     "« Comparé à » un arrêté plus ancien."),
    ("absente", "La phase I ne comptait aucun territoire au 24/09/2019 pour ce choix. Choisissez l'autre phase, ou un "
     "arrêté plus récent."),
    ("absente_avant", "La phase I ne comptait aucun territoire au 30/04/2019 pour ce choix : il n'y a rien à comparer. "
     "Choisissez l'autre phase, ou un autre arrêté dans « Comparé à »."),
])  # fmt: skip
def test_a_screen_that_compares_nothing_says_what_to_choose(why, said):
    assert sans_comparaison(why, filtres(A2019, compare=A2019_AVRIL)).phrase == said


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
