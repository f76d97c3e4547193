"""What a reader does with the screen and reads on it: by role, text and ``data-id``, never by CSS class."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.conftest import DELAI, Ecran

LISTES = ("Région", "Thème", "Opérateur")

# The element that has the focus, shadow roots crossed.
FOYER = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e?.dataset?.id ?? "";
}"""


def words(text: str) -> str:
    """A text with every kind of space made plain."""
    return " ".join(text.split())


def address(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def wait_address(page: Page, **voulu: list[str] | None) -> dict[str, list[str]]:
    """Wait until each named parameter has these values (None: is not there); gives all the parameters."""

    def is_there(url: str) -> bool:
        lus = parse_qs(urlsplit(url).query)
        return all(lus.get(nom) == valeurs for nom, valeurs in voulu.items())

    page.wait_for_url(is_there, timeout=DELAI)
    return address(page)


def choose(page: Page, filtre: str, valeur: str) -> None:
    """Pick a value in one of the six filters of the frame, without waiting for what follows."""
    page.get_by_role("combobox", name=filtre, exact=True).click()
    page.get_by_role("option", name=valeur, exact=True).click()
    if filtre in LISTES:
        # A list of several choices stays open; Escape on the others would clear them.
        page.keyboard.press("Escape")


def redraw(ecran: Ecran, geste: Callable[[], object]) -> str:
    """Make a gesture and wait for the board it brings; gives the board's signature."""
    avant = ecran.signature()
    geste()
    return ecran.wait_drawn(avant)


def tuiles(page: Page) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2))


def tuile(page: Page, indicateur: str) -> Locator:
    return page.locator(f'li[data-id="{indicateur}"]')


def chiffre(page: Page, indicateur: str) -> str:
    """The figure of a tile with its unit, as read: « 108,0 M€ », « 122 sur 144, soit 84,7 % »."""
    return words(tuile(page, indicateur).locator("p").first.inner_text())


def textes_des_tuiles(page: Page) -> dict[str, str]:
    """Everything each tile says, by indicator."""
    return {t.get_attribute("data-id") or "": words(t.inner_text()) for t in tuiles(page).all()}


def carte(page: Page) -> Locator:
    """The drawing of the map."""
    return page.get_by_role("group", name=re.compile("^Carte"))


def bloc(page: Page, titre: str) -> Locator:
    return page.get_by_role("region", name=titre)


def foyer(page: Page) -> str:
    """``data-id`` of the element that has the focus."""
    return page.evaluate(FOYER)
