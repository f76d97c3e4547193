"""What the filters leave out of a search is said, and one gesture widens it; so is a sheet they exclude."""

import pytest

from tests.app.application import bloc, composants, lu, ouvrir, table

pytestmark = pytest.mark.usefixtures("donnees_servies")

COPIL = "24/09/2019"
HORS = "Hors de ces filtres"


def dits(app) -> str:
    assert not app.exception
    return lu(" ".join(m.value for m in app.markdown if HORS in m.value))


def elargir(app, label: str):
    next(b for b in app.button if b.label == label).click().run()
    assert dits(app) == ""


def test_a_territory_searched_under_another_region_is_named_and_found_by_one_gesture():
    app = ouvrir("territoires", arrete=COPIL, region="Normandie", cherche_territoires="saint brieuc baie")
    assert "1\xa0autre territoire répond à « saint brieuc baie » : Saint-Brieuc Baie d'Armor." in dits(app)
    assert "Normandie" in dits(app)
    elargir(app, "Chercher sans ces filtres")
    assert [r["Territoire"] for r in table(app, "territoires")] == ["Saint-Brieuc Baie d'Armor"]


def test_a_view_that_leaves_a_territory_out_is_widened_too():
    plain = ouvrir("territoires", arrete=COPIL, cherche_territoires="saint brieuc baie")
    state = table(plain, "territoires")[0]["Chef de projet"]
    assert dits(plain) == "" and state
    app = ouvrir("territoires", arrete=COPIL, vue_territoires="Non engagés", cherche_territoires="saint brieuc baie")
    assert "Saint-Brieuc Baie d'Armor" in dits(app)
    elargir(app, "Chercher sans ces filtres")
    assert len(table(app, "territoires")) == 1


def test_projects_that_answer_outside_of_the_filters_are_counted():
    whole = ouvrir("projets", arrete=COPIL, cherche_projets="fonderie")
    everywhere = int(next(m.value for m in whole.markdown if "trouvés" in m.value).split("\xa0")[0].strip("*"))
    assert dits(whole) == "" and everywhere > 1
    app = ouvrir("projets", arrete=COPIL, region="Bretagne", cherche_projets="fonderie")
    here = [m.value for m in app.markdown if "trouvé" in m.value]
    found = int(here[0].split("\xa0")[0].strip("*")) if here else 0
    assert f"{everywhere - found}\xa0autre" in dits(app)
    elargir(app, "Chercher sans ces filtres")
    assert len(bloc(app, "projets")["lignes"]) == min(everywhere, 50)


def test_a_sheet_that_the_filters_exclude_says_so_and_keeps_the_other_filters():
    app = ouvrir("territoires", arrete=COPIL, cherche_territoires="saint brieuc baie")
    one = table(app, "territoires")[0]["clic"]["Territoire"]
    assert dits(ouvrir("territoire", arrete=COPIL, region="Bretagne", id=one)) == ""
    app = ouvrir("territoire", arrete=COPIL, region="Normandie", theme="Mobilité", id=one)
    assert "Saint-Brieuc Baie d'Armor compte en région Bretagne." in dits(app)
    elargir(app, "Lever le filtre des régions")
    assert app.session_state["region"] == [] and app.session_state["theme"] == ["Mobilité"]


def test_the_last_territory_opens_under_the_filters_of_now():
    app = ouvrir("territoire", arrete=COPIL, region="Bretagne", id="ti-8419", presenter="clair")
    app.multiselect(key="region").set_value(["Normandie"]).run()
    told = composants(app)
    (last,) = [t["territoire"] for t in told if t.get("territoire")]
    assert last.startswith("/territoire?") and "region=Normandie" in last and "id=ti-8419" in last
    assert "Bretagne" not in last
