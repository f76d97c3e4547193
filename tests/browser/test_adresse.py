"""The address is the state: what the reader chooses is written there, and an address gives the screen back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ecran, Lecteurs
from tests.browser.gestes import address, barre, choose, location, redraw, textes_des_tuiles, wait_address

AUJOURDHUI = {"arrete": ["27/05/2025"], "compare": ["09/11/2023"], "phase": ["Phase II (2023-2027)"]}
COPIL = {"arrete": ["24/09/2019"], "compare": ["30/04/2019"], "phase": ["Phase I (2018-2022)"]}
# As the presenter's move, or a step of the agenda, takes a browser to an address.
ALLER = """(adresse) => {
  history.pushState(history.state, "", adresse);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""
ADRESSE_COPIL = "/?arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"


def test_a_bare_address_is_completed_with_the_arrete_the_comparison_and_the_phase(ecran: Ecran):
    ecran.open("/")
    assert wait_address(ecran.page, **AUJOURDHUI) == AUJOURDHUI


def test_unknown_values_are_said_kept_and_what_is_shown_is_written_in_their_place(ecran: Ecran):
    ecran.open("/?arrete=32/13/2019&phase=Phase III&region=Atlantide&region=bretagne&theme=zzz&mesure=or")
    expect(ecran.page.get_by_role("heading", level=1)).to_have_text("Où en est-on au 27/05/2025 ?")
    expect(ecran.page.get_by_text("Arrêté inconnu : « 32/13/2019 »")).to_be_visible()
    ecran.assert_quiet()
    kept = ["arrete:32/13/2019", "phase:Phase III", "region:Atlantide", "theme:zzz"]
    wait_address(ecran.page, region=["Bretagne"], theme=None, incompris=kept)
    wait_address(ecran.page, **AUJOURDHUI)


def test_the_closest_name_replaces_a_typo_and_the_back_button_brings_the_typo_back(ecran: Ecran):
    page = ecran.page
    national = ecran.open("/?arrete=2019-09-24&operateur=Bpifranse")
    wait_address(page, arrete=["24/09/2019"], operateur=None, incompris=["operateur:Bpifranse"])
    said = page.get_by_text("Opérateur inconnu : « Bpifranse ». L'écran n'est pas filtré par opérateur.")
    expect(said).to_be_visible()
    redraw(ecran, page.get_by_role("button", name="Bpifrance", exact=True).click)
    wait_address(page, operateur=["Bpifrance"], incompris=None)
    expect(said).to_have_count(0)
    assert redraw(ecran, page.go_back) == national
    expect(said).to_be_visible()


def test_an_address_come_to_through_the_history_is_read_before_its_widgets_are(ecran: Ecran):
    """Codes and typos of an address that a browser is moved to: understood, or said."""
    page = ecran.page
    ecran.open(ADRESSE_COPIL)
    moved = "?arrete=2019-09-24&compare=2019-04-30&phase=1&region=bretagne&operateur=Bpifranse"
    shown = redraw(ecran, lambda: page.evaluate(ALLER, moved))
    wait_address(page, region=["Bretagne"], operateur=None, incompris=["operateur:Bpifranse"], **COPIL)
    expect(page.get_by_text("Opérateur inconnu : « Bpifranse »")).to_be_visible()
    expect(page.get_by_role("button", name="Retirer Bretagne")).to_be_visible()
    assert ecran.open(f"{ADRESSE_COPIL}&region=Bretagne") == shown


def test_an_address_copied_to_another_reader_gives_the_same_screen(ecran: Ecran, lecteurs: Lecteurs):
    ecran.open(ADRESSE_COPIL)
    redraw(ecran, lambda: choose(ecran.page, "Région", "Bretagne"))
    wait_address(ecran.page, region=["Bretagne"])
    redraw(ecran, lambda: choose(ecran.page, "Thème", "Mobilité"))
    wait_address(ecran.page, region=["Bretagne"], theme=["Mobilité"])
    signature = redraw(ecran, ecran.page.get_by_role("button", name="Montant engagé", exact=True).click)
    copied = location(ecran.page).removeprefix(ecran.adresse)
    autre = lecteurs.arriver(ecran.adresse)
    assert autre.open(copied) == signature
    assert textes_des_tuiles(autre.page) == textes_des_tuiles(ecran.page)
    assert len(textes_des_tuiles(autre.page)) == 8


@pytest.mark.parametrize("depart", ["/", ADRESSE_COPIL])
def test_the_back_button_undoes_the_last_filter_and_nothing_else(ecran: Ecran, depart: str):
    ecran.open(depart)
    before, screen = address(ecran.page), ecran.signature()
    one = redraw(ecran, lambda: choose(ecran.page, "Région", "Bretagne"))
    redraw(ecran, lambda: choose(ecran.page, "Thème", "Mobilité"))
    assert redraw(ecran, ecran.page.go_back) == one
    assert address(ecran.page) == before | {"region": ["Bretagne"]}
    assert redraw(ecran, ecran.page.go_back) == screen
    assert address(ecran.page) == before


def test_the_back_button_undoes_a_click_on_a_bar(ecran: Ecran):
    screen = ecran.open(ADRESSE_COPIL)
    redraw(ecran, barre(ecran.page, "Qui engage", "Bpifrance").click)
    wait_address(ecran.page, operateur=["Bpifrance"])
    assert redraw(ecran, ecran.page.go_back) == screen
    assert address(ecran.page) == COPIL


def test_another_arrete_brings_its_phase_and_its_comparison_into_the_address(ecran: Ecran):
    ecran.open("/")
    redraw(ecran, lambda: choose(ecran.page, "Arrêté", "24/09/2019"))
    assert wait_address(ecran.page, **COPIL) == COPIL
    for filtre, valeur in (("Comparé à", "30/04/2019"), ("Phase", "Phase I (2018-2022)")):
        expect(ecran.page.get_by_role("combobox", name=filtre, exact=True)).to_have_value(valeur)


def test_filters_survive_a_visit_to_methode_through_the_menu(ecran: Ecran):
    page = ecran.page
    screen = ecran.open(f"{ADRESSE_COPIL}&region=Bretagne&region=Normandie&operateur=Bpifrance")
    filters = address(page)
    page.get_by_role("link", name="Méthode", exact=True).click()
    expect(page.get_by_role("heading", name="Méthode", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Retirer Normandie")).to_be_visible()
    assert wait_address(page, region=filters["region"]) == filters
    page.get_by_role("link", name="Accueil", exact=True).click()
    assert ecran.wait_drawn() == screen
    assert wait_address(page, region=filters["region"]) == filters


def test_the_measure_of_the_map_follows_through_the_menu_and_the_back_button_undoes_it(ecran: Ecran):
    page = ecran.page
    plain = ecran.open(ADRESSE_COPIL)
    screen = redraw(ecran, page.get_by_role("button", name="Montant engagé", exact=True).click)
    for name in ("Financements", "Territoires"):
        page.get_by_role("link", name=name, exact=True).click()
        wait_address(page, f"/{name.lower()}", mesure=["montant"])
    expect(page.get_by_role("button", name="Montant engagé", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Accueil", exact=True).click()
    wait_address(page, "/", mesure=["montant"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Où en est-on au 24/09/2019 ?")
    assert ecran.signature() == screen
    for path in ("/territoires", "/financements", "/"):
        page.go_back()
        wait_address(page, path, mesure=["montant"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Où en est-on au 24/09/2019 ?")
    assert redraw(ecran, page.go_back) == plain
    wait_address(page, mesure=None)


def test_the_cross_of_a_choice_removes_its_filter_and_reset_removes_them_all_from_the_address(ecran: Ecran):
    page = ecran.page
    ecran.open(f"{ADRESSE_COPIL}&region=Bretagne&region=Normandie&theme=Mobilité&operateur=Bpifrance")
    redraw(ecran, page.get_by_role("button", name="Retirer Bretagne").click)
    wait_address(page, region=["Normandie"], theme=["Mobilité"], operateur=["Bpifrance"])
    redraw(ecran, page.get_by_role("button", name="Réinitialiser").click)
    assert wait_address(page, region=None, theme=None, operateur=None) == COPIL
    expect(page.get_by_role("button", name="Réinitialiser")).to_have_count(0)


# Every board drawn, in turn, however short the time it stays.
DESSINS = """() => {
  const racine = (dans) => {
    for (const e of dans.querySelectorAll("*")) {
      if (e.dataset.signature) return e;
      const dedans = e.shadowRoot && racine(e.shadowRoot);
      if (dedans) return dedans;
    }
  };
  const planche = racine(document);
  window.dessins = [planche.dataset.signature];
  new MutationObserver(() => window.dessins.push(planche.dataset.signature)).observe(planche, { attributes: true });
}"""


def test_no_gesture_and_no_step_back_draws_a_board_of_other_filters_on_its_way(ecran: Ecran):
    page = ecran.page
    boards = [ecran.open(ADRESSE_COPIL)]
    ecran.wait_still()
    page.evaluate(DESSINS)
    for filtre, valeur in (("Région", "Bretagne"), ("Thème", "Mobilité")):
        boards.append(redraw(ecran, lambda filtre=filtre, valeur=valeur: choose(page, filtre, valeur)))
    for board in reversed(boards[:-1]):
        assert redraw(ecran, page.go_back) == board
    ecran.wait_still()
    drawn = page.evaluate("() => window.dessins.filter((s, k, tous) => s !== tous[k - 1])")
    assert drawn == [*boards, *reversed(boards[:-1])]
