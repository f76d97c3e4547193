"""The hands of who has no mouse: keys alone, and where they lead."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Ecran

PAS_MAX = 400
A_LE_FOYER = "e => e.matches(':focus')"
# Shadow roots crossed; the page as a whole is nowhere.
EST_QUELQUE_PART = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e && e !== document.body && e !== document.documentElement && e.checkVisibility();
}"""


def aller(page: Page, cible: Locator, touche: str = "Tab") -> None:
    """Strike ``touche`` until ``cible`` has the focus."""
    expect(cible).to_be_visible()
    for _ in range(PAS_MAX):
        if cible.evaluate(A_LE_FOYER):
            return
        page.keyboard.press(touche)
    raise AssertionError(f"{touche} n'atteint pas {cible}")


def actionner(page: Page, cible: Locator, touche: str = "Enter") -> None:
    aller(page, cible)
    page.keyboard.press(touche)


def ecrire(page: Page, champ: Locator, mots: str) -> None:
    """In place of what a field holds."""
    aller(page, champ)
    page.keyboard.press("Control+a")
    page.keyboard.type(mots)


def tient_le_foyer(ecran: Ecran) -> None:
    """Once the screen is at rest, the focus is on something that is seen."""
    ecran.wait_still()
    ecran.page.wait_for_function(EST_QUELQUE_PART)
