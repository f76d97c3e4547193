"""The whole application under AppTest: frame, filters, pages, and what happens when data are missing."""

import json

import pytest

from tests.app.application import application, bandeau, lu, ouvrir, planche, tuile
from tests.fabrique import publier
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.referentiels.ouvertes import listes

CHOIX = [
    {},
    {"arrete": "24/09/2019"},
    {"arrete": "24/09/2019", "region": ["Bretagne", "Normandie"]},
    {"arrete": "12/10/2021", "theme": "Mobilité"},
    {"arrete": "09/11/2023", "phase": "Phase I (2018-2022)", "operateur": "ANCT (CGET jusqu'en 2019)"},
    {"arrete": "30/04/2019", "phase": "Phase II (2023-2027)"},
    {"arrete": "32/13/2019", "region": "Atlantide", "theme": "zzz", "phase": "Phase III", "mesure": "or"},
]
PAGES = sorted(p.stem for p in (RACINE / "pages").glob("*.py"))

pytestmark = pytest.mark.usefixtures("donnees_servies")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("adresse", CHOIX, ids=str)
def test_every_page_draws_under_every_choice_without_an_error(page, adresse):
    app = ouvrir(page, **adresse)
    assert not app.exception
    assert not app.error
    assert "Données de démonstration" in bandeau(app)["mentions"]
    assert any("sceau" in c.value and "Accessibilité" in c.value for c in app.caption)


def test_it_opens_on_the_latest_arrete_and_the_phase_under_way():
    app = ouvrir()
    assert [s.value for s in app.selectbox] == ["27/05/2025", "09/11/2023", "Phase II (2023-2027)"]


def test_another_arrete_brings_its_own_phase_and_the_arrete_before_it():
    app = ouvrir()
    app.selectbox(key="arrete").set_value("24/09/2019").run()
    assert [s.value for s in app.selectbox] == ["24/09/2019", "30/04/2019", "Phase I (2018-2022)"]
    assert tuile(app, "nb_projets")["valeur"] == "474"
    assert "depuis le 30/04/2019" in tuile(app, "nb_projets")["evolution"]["texte"]


def test_an_address_gives_its_filters_and_an_unknown_value_is_said():
    app = ouvrir(arrete="24/09/2019", region=["Bretagne", "Atlantide"], theme="Mobilité")
    said = " ".join(m.value for m in app.markdown)
    assert "Région inconnue : « Atlantide ». Le filtre région ne retient que « Bretagne »." in said
    assert [m.value for m in app.multiselect] == [["Bretagne"], [], ["Mobilité"], []]
    assert "Bretagne · thème Mobilité" in planche(app)["sous_titre"]


def test_a_box_says_what_it_holds_and_no_chip_says_it_again_but_on_a_wall():
    app = ouvrir(arrete="24/09/2019", region=["Bretagne", "Normandie"])
    assert app.multiselect(key="region").value == ["Bretagne", "Normandie"]
    assert not [b.label for b in app.button if "Bretagne" in b.label]


def test_a_wall_has_a_chip_for_each_choice():
    app = ouvrir(arrete="24/09/2019", region=["Bretagne", "Normandie"], theme="Mobilité", presenter="clair")
    assert [p["choix"] for p in bandeau(app)["puces"]] == ["Bretagne", "Normandie", "Mobilité"]


def test_an_empty_result_is_a_sentence_and_zero_is_not_unknown():
    app = ouvrir(arrete="30/04/2019", region="Guyane", theme="Foncier", operateur="Apec")
    board = planche(app)
    assert board["message"] == "Aucun projet ne répond à ces filtres à cet arrêté."
    assert tuile(app, "nb_projets")["valeur"] == "0"


def test_a_phase_that_did_not_exist_yet_is_said_in_words():
    board = planche(ouvrir(arrete="24/09/2019", phase="Phase II (2023-2027)"))
    assert board["message"].startswith("La phase II ne comptait aucun territoire au 24/09/2019.")


def test_the_state_and_operators_figure_has_no_meaning_when_only_regions_are_kept():
    app = ouvrir(arrete="24/09/2019", operateur="Conseils régionaux")
    tile = tuile(app, "montant_engage")
    assert tile["valeur"] == "sans objet" and "exclut" in tile["complement"]


def test_an_unknown_territory_in_the_address_is_a_sentence():
    app = ouvrir("territoire", id="ti-0000", arrete="24/09/2019")
    assert app.warning[0].value.startswith(r"Le territoire « ti-0000 » n'existe pas en Phase I")


def test_the_map_measure_of_the_address_is_the_one_drawn():
    assert planche(ouvrir(arrete="24/09/2019", mesure="projets"))["carte"]["mesure"] == "projets"
    assert planche(ouvrir(arrete="24/09/2019", mesure="or"))["carte"]["mesure"] == "etat"


def test_a_filter_change_sends_at_most_15_kb_of_values_for_the_map():
    for mesure in ("etat", "projets", "montant", "habitant"):
        board = planche(ouvrir(arrete="09/11/2023", mesure=mesure))
        assert len(board["carte"]["valeurs"]) == 183
        assert len(json.dumps(board["carte"]).encode()) <= 15_000, mesure


def test_the_methode_page_shows_every_definition_contradiction_and_source():
    app = ouvrir("methode")
    said = " ".join(m.value for m in app.markdown)
    assert [i.libelle for i in CATALOGUE.values() if f"**{i.libelle}**" not in said or i.definition not in said] == []
    assert len(app.table[0].value) == 14
    assert len(app.dataframe[0].value) == 40
    assert any("@etalab/decoupage-administratif" in m.value for m in app.markdown)
    assert all(one.sha256 in said and "Licence Ouverte" in said for one in listes())


def test_without_a_publication_the_screen_says_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    app = application().run()
    assert not app.exception
    said = lu(" ".join(m.value for m in app.markdown))
    assert "Ce dossier de données est neuf." in said and "python -m ti_dashboard deposer FICHIER" in said
    assert not app.error and app.button(key="demonstration")


def test_a_damaged_publication_is_told_on_every_screen_and_the_last_good_one_is_kept(tmp_path, monkeypatch):
    rows = {"2019-09-24": {"perimetre": [{"territoire_id": "ti-5304"}]}}
    publier(tmp_path, rows)
    publier(tmp_path, rows).fichier.write_bytes(b"x")
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    app = ouvrir()
    assert "La dernière publication valable reste affichée" in app.warning[0].value
    assert not app.exception


def test_a_box_that_was_emptied_by_mistake_keeps_what_it_held():
    app = ouvrir(arrete="24/09/2019")
    app.selectbox(key="arrete").set_value(None).run()
    assert [s.value for s in app.selectbox] == ["24/09/2019", "30/04/2019", "Phase I (2018-2022)"]
    assert tuile(app, "nb_projets")["valeur"] == "474"
