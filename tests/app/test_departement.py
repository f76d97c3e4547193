"""The pages of one département: every screen opens, says it, and shows what it keeps."""

import pytest

from tests.app.application import bandeau, ouvrir, planche, tuile

pytestmark = pytest.mark.usefixtures("donnees_servies")
AIN = {"departement": "Ain", "arrete": "24/09/2019", "phase": "Phase I (2018-2022)"}
PAGES = ("territoires", "projets", "financements", "ingenierie", "candidatures", "evolutions", "methode")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_a_departement_and_offers_to_lift_it(page):
    app = ouvrir(page, **AIN)
    assert not app.exception and app.query_params["departement"] == "Ain"
    assert app.multiselect(key="departement").value == ["Ain"]
    assert [(p["cle"], p["choix"]) for p in bandeau(app)["puces"]] == [("departement", "Ain")]


def test_the_first_screen_says_the_departement_and_counts_its_territories():
    app = ouvrir(**AIN)
    assert "département Ain" in planche(app)["sous_titre"]
    assert "dont tous les territoires sont engagés" not in planche(app)["sous_titre"]
    assert tuile(app, "nb_territoires_engages")["valeur"] == "4"


def test_a_tile_that_does_not_follow_it_says_so():
    said = tuile(ouvrir("territoires", **AIN), "nb_regions_toutes_engagees")
    assert said["reserve"] == "tous les départements"


def test_a_sheet_out_of_the_departement_says_so_and_offers_to_lift_it():
    app = ouvrir("territoire", id="ti-5304", **AIN)
    assert "Lever le filtre des départements" in [b.label for b in app.button]
    assert "Lever le filtre des départements" not in [b.label for b in ouvrir("territoire", id="ti-8408", **AIN).button]
