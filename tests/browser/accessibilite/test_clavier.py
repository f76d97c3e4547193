"""The keyboard alone: it goes around a page without being held, what it reaches is seen, and a panel gives it back."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibilite.etats import ADRESSES, COPIL
from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile

# What has the focus, shadow roots crossed, and whether anything shows it: « » for the document itself.
FOYER = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body) return { nom: "", vu: true };
  window.foyers ??= new Map();
  if (!window.foyers.has(e)) window.foyers.set(e, window.foyers.size);
  const montre = (x) => {
    const s = getComputedStyle(x);
    const trait = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
    return trait || s.boxShadow !== "none" || s.stroke !== "none";
  };
  const autour = [e, e.parentElement, e.parentElement?.parentElement, e.parentElement?.parentElement?.parentElement];
  const dit = e.getAttribute("aria-label") ?? e.textContent.trim().slice(0, 40);
  return { nom: `${window.foyers.get(e)} ${e.tagName} ${dit}`, vu: autour.some((x) => x && montre(x)) };
}"""
# More than any of these pages has.
AU_PLUS = 250


@pytest.mark.parametrize("couleurs", ["none", "active"])
@pytest.mark.parametrize("page", ["accueil", "donnees", "seance"])
def test_the_tab_key_goes_around_each_page_and_each_focus_is_seen(ecran: Ecran, page: str, couleurs: str) -> None:
    ecran.page.emulate_media(forced_colors=couleurs)
    ecran.page.goto(ecran.adresse + ADRESSES.get(page, f"/{page}"))
    ecran.wait_still()
    reached: list[str] = []
    for _ in range(AU_PLUS):
        ecran.page.keyboard.press("Tab")
        here = ecran.page.evaluate(FOYER)
        assert here["vu"], f"{here['nom']} : rien ne montre le foyer"
        if here["nom"] in reached[:1] or (not here["nom"] and reached):
            break
        reached.append(here["nom"])
    else:
        pytest.fail(f"La tabulation ne fait pas le tour : {reached[-5:]}")
    assert len(reached) > 8 and len(reached) == len(set(reached)), "a focus that comes back is a trap"


def test_a_tile_its_panel_and_back_by_the_keyboard_alone(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    mark = tuile(page, "montant_engage").get_by_role("button").first
    mark.focus()
    page.keyboard.press("Enter")
    lines = page.get_by_role("button", name="Voir les lignes derrière ce chiffre")
    expect(lines).to_be_visible()
    lines.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    ecran.wait_still()
    page.keyboard.press("Tab")
    assert ecran.page.evaluate(FOYER)["nom"], "the keyboard is somewhere on the page"
