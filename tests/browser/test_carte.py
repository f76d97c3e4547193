"""The map and the bars as ways in: keyboard, gestures that become filters, and what a gesture costs on the wire."""

import pytest
from playwright.sync_api import WebSocket, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import address, barre, bloc, carte, choose, confirmer, foyer, redraw, wait_address, words

COPIL = "/?arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
OCTETS_PAR_FILTRE = 40_000


def _tab_to_the_map(ecran: Ecran) -> str:
    """Press Tab from the top of the page until a territory has the focus; gives its id."""
    for _ in range(60):
        ecran.page.keyboard.press("Tab")
        if (reached := foyer(ecran.page)).startswith("ti-"):
            return reached
    pytest.fail("Soixante tabulations n'atteignent pas la carte.")


def test_the_keyboard_reaches_the_map_goes_around_it_and_opens_a_territory(ecran: Ecran):
    page = ecran.page
    screen = ecran.open(f"{COPIL}&region=Bretagne&region=Normandie")
    filters = address(page)
    first = _tab_to_the_map(ecran)
    visited = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        visited.add(foyer(page))
    page.keyboard.press("End")
    here = foyer(page)
    assert len(visited | {here}) > 2 and all(t.startswith("ti-") for t in visited)
    name, _, value = (page.locator(f'[data-id="{here}"]').get_attribute("aria-label") or "").rpartition(", ")
    said = words(bloc(page, "État d'engagement des territoires").locator('[aria-live="polite"]').inner_text())
    assert name and value and said.startswith(name) and said.endswith(value)
    page.keyboard.press("Enter")
    assert wait_address(page, "/territoire", id=[here], region=filters["region"]) == filters | {"id": [here]}
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    # The sheet has boards of its own: before the first of them, the screen left is still the one drawn.
    ecran.wait_drawn(screen)
    assert redraw(ecran, page.go_back) == screen
    assert wait_address(page, "/", id=None) == filters


def test_the_tab_key_crosses_the_map_in_one_step(ecran: Ecran):
    ecran.open(COPIL)
    _tab_to_the_map(ecran)
    ecran.page.keyboard.press("Tab")
    assert not foyer(ecran.page).startswith("ti-")
    ecran.page.keyboard.press("Shift+Tab")
    assert foyer(ecran.page).startswith("ti-")


@pytest.mark.parametrize(
    ("titre", "parametre", "libelle"),
    [("Qui engage", "operateur", "Banque des Territoires"), ("Sur quoi portent les projets", "theme", "Mobilité")],
)
def test_a_click_on_a_bar_filters_and_a_second_click_lets_go(ecran: Ecran, titre: str, parametre: str, libelle: str):
    screen = ecran.open(COPIL)
    bar = barre(ecran.page, titre, libelle)
    redraw(ecran, bar.click)
    assert wait_address(ecran.page, **{parametre: [libelle]})
    expect(bar).to_have_attribute("aria-pressed", "true")
    assert redraw(ecran, bar.click) == screen
    assert parametre not in wait_address(ecran.page, **{parametre: None})
    expect(bar).to_have_attribute("aria-pressed", "false")


def test_a_measure_of_the_map_goes_to_the_address_and_changes_the_legend(ecran: Ecran):
    page = ecran.page
    ecran.open(COPIL)
    legend = page.get_by_role("list", name="Légende")
    seen = {words(legend.inner_text())}
    for mesure, libelle in (("projets", "Projets"), ("montant", "Montant engagé"), ("habitant", "Engagé par habitant")):
        button = page.get_by_role("button", name=libelle, exact=True)
        redraw(ecran, button.click)
        wait_address(page, mesure=[mesure])
        expect(button).to_have_attribute("aria-pressed", "true")
        assert f"Carte : {libelle}" in (carte(page).get_attribute("aria-label") or "")
        seen.add(words(legend.inner_text()))
    assert len(seen) == 4 and any("€ par habitant" in text for text in seen)


def test_a_change_of_region_costs_nothing_on_the_web_socket_and_its_confirmation_at_most_40_kb(ecran: Ecran):
    page = ecran.page
    received: list[int] = []

    def listen(prise: WebSocket) -> None:
        prise.on("framereceived", lambda trame: received.append(len(trame)))

    page.on("websocket", listen)
    ecran.open("/")
    reset = page.get_by_role("button", name="Réinitialiser")
    for gesture in (lambda: choose(page, "Région", "Bretagne"), reset.click):
        received.clear()
        redraw(ecran, gesture)
        assert not received
        # Until all is sent: what follows the board, and that the script is over.
        confirmer(ecran)
        assert 0 < sum(received) <= OCTETS_PAR_FILTRE
