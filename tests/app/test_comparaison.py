"""What a screen is compared with, and the way to what is not on it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.application import ouvrir, planche, tuile
from tests.conftest import A2019, A2019_AVRIL, A2023, filtres
from ti_dashboard.adresse.comprise import SANS_COMPARAISON
from ti_dashboard.cadre.ailleurs import _proches
from ti_dashboard.questions.options import contexte as lire_contexte
from ti_dashboard.questions.options import vocabulaire

PHASE_1, PHASE_2 = "Phase I (2018-2022)", "Phase II (2023-2027)"

pytestmark = pytest.mark.usefixtures("donnees_servies")


def choix(app: AppTest) -> list[str]:
    """Arrêté, comparison, phase."""
    return [s.value for s in app.selectbox]


@pytest.mark.parametrize(
    ("arrete", "phase", "compare"),
    [
        ("27/05/2025", 2, "09/11/2023"),
        ("27/05/2025", 1, "09/11/2023"),
        ("09/11/2023", 2, SANS_COMPARAISON),
        ("09/11/2023", 1, "12/10/2021"),
        ("12/10/2021", 1, "24/09/2019"),
        ("24/09/2019", 1, "30/04/2019"),
        ("30/04/2019", 1, SANS_COMPARAISON),
        ("01/01/1970", 1, SANS_COMPARAISON),
    ],
)
def test_a_phase_is_compared_with_the_latest_earlier_arrete_that_has_it(demo, arrete: str, phase: int, compare: str):
    assert vocabulaire(demo).precedent(arrete, phase) == compare


@pytest.mark.parametrize("page", ["accueil", "territoires", "projets", "financements", "ingenierie", "candidatures"])
def test_nothing_to_compare_with_is_said_once_and_on_no_tile(page: str):
    board = planche(ouvrir(page, arrete="09/11/2023"))
    assert board["sous_titre"].count("rien à comparer : aucun arrêté antérieur") == 1
    assert [t["evolution"] for t in board["tuiles"] if t["evolution"]] == []


def test_a_comparison_where_the_phase_was_not_is_said_once_too():
    board = planche(ouvrir(arrete="09/11/2023", compare="12/10/2021"))
    assert "rien à comparer : pas de phase II au 12/10/2021 pour ce choix" in board["sous_titre"]
    assert "sans comparaison" not in str(board["tuiles"])


def test_no_comparison_that_the_reader_chose_is_not_explained():
    assert "comparer" not in planche(ouvrir(arrete="24/09/2019", compare=SANS_COMPARAISON))["sous_titre"]


def test_another_phase_opens_on_its_own_comparison():
    app = ouvrir(arrete="09/11/2023")
    app.selectbox(key="phase").set_value(PHASE_1).run()
    assert choix(app) == ["09/11/2023", "12/10/2021", PHASE_1]
    assert "depuis le 12/10/2021" in tuile(app, "nb_projets")["evolution"]["texte"]
    app.selectbox(key="phase").set_value(PHASE_2).run()
    assert choix(app) == ["09/11/2023", SANS_COMPARAISON, PHASE_2]


def test_another_phase_keeps_a_comparison_that_has_it():
    app = ouvrir(arrete="09/11/2023", phase=PHASE_1, compare=SANS_COMPARAISON)
    app.selectbox(key="phase").set_value(PHASE_2).run()
    app.selectbox(key="phase").set_value(PHASE_1).run()
    app.selectbox(key="compare").set_value("30/04/2019").run()
    assert choix(app) == ["09/11/2023", "30/04/2019", PHASE_1]
    app.selectbox(key="arrete").set_value("24/09/2019").run()
    assert choix(app) == ["24/09/2019", "30/04/2019", PHASE_1]


def suivre(app: AppTest, label: str) -> AppTest:
    """Click the button that goes elsewhere."""
    (button,) = (b for b in app.button if b.label == label)
    return button.click().run()


def test_a_territory_of_the_other_phase_is_one_gesture_away_and_the_filters_stay():
    app = ouvrir("territoire", id="ti-8419", arrete="24/09/2019", region="Bretagne")
    assert "n'existe pas en Phase I" in app.warning[0].value
    app = suivre(app, "Voir ce territoire : phase II, arrêté du 27/05/2025")
    assert choix(app) == ["27/05/2025", "09/11/2023", PHASE_2] and not app.warning
    assert app.multiselect(key="region").value == ["Bretagne"] and "ti-8419" in " ".join(m.value for m in app.markdown)


def test_a_territory_that_had_not_entered_yet_is_shown_at_the_nearest_arrete_that_has_it():
    app = ouvrir("territoire", id="ti-8419", arrete="24/09/2019", phase=PHASE_2)
    assert "n'était pas dans le programme" in app.info[0].value
    assert not suivre(app, "Voir ce territoire : phase II, arrêté du 09/11/2023").info


def test_candidatures_under_phase_one_lead_to_phase_two():
    app = ouvrir("candidatures", arrete="09/11/2023", phase=PHASE_1)
    assert planche(app)["message"].startswith("Choisissez la phase II")
    app = suivre(app, "Voir les candidatures : phase II, arrêté du 09/11/2023")
    assert planche(app)["tuiles"]


def test_a_project_not_known_yet_is_shown_where_it_is(demo):
    late = demo.lignes(
        "SELECT projet_id FROM etat_projet WHERE arrete_id = $late AND projet_id NOT IN "
        "(SELECT projet_id FROM etat_projet WHERE arrete_id = $early) ORDER BY projet_id LIMIT 1",
        late=A2023,
        early=A2019,
    )[0]["projet_id"]
    app = ouvrir("projets", arrete="24/09/2019", projet=late)
    assert "n'est pas connu à l'arrêté du 24/09/2019" in app.warning[0].value
    (button,) = (b for b in app.button if b.label.startswith("Voir ce projet"))
    assert not button.click().run().warning


def test_a_phase_without_territory_leads_to_where_there_are_some():
    app = ouvrir("financements", arrete="24/09/2019", phase=PHASE_2, theme="Mobilité")
    assert "Aucun territoire au 24/09/2019" in " ".join(m.value for m in app.markdown)
    app = suivre(app, "Voir : phase I, arrêté du 24/09/2019")
    assert choix(app) == ["24/09/2019", "30/04/2019", PHASE_1] and app.multiselect(key="theme").value == ["Mobilité"]


def test_the_nearest_place_comes_first(demo):
    contexte = lire_contexte(demo, filtres(A2019))
    assert _proches(contexte, [(A2023, 1), (A2019_AVRIL, 1), (A2023, 2)]) == [(A2019_AVRIL, 1)]
    assert _proches(contexte, [(A2023, 2), (A2019, 2)]) == [(A2019, 2)]
    assert _proches(contexte, [(A2019, 1)]) == []
