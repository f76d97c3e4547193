"""What a reader does with the screen and reads on it: by role, text and ``data-id``, never by CSS class."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Ecran
from tests.reseau import MOT_DE_PASSE

LISTES = ("Région", "Département", "Thème", "Opérateur")

# The element that has the focus, shadow roots crossed.
FOYER = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e?.dataset?.id ?? "";
}"""


# The address has this path, and each named parameter these values in this order.
EST_ICI = """([chemin, voulu]) => {
  const lus = new URLSearchParams(location.search);
  const egal = ([nom, valeurs]) => JSON.stringify(lus.getAll(nom)) === JSON.stringify(valeurs ?? []);
  return (chemin === null || location.pathname === chemin) && Object.entries(voulu).every(egal);
}"""
# The session has said that the screen is the one of the address.
CONFIRME = "() => !('enAvance' in document.documentElement.dataset)"
# The titles that are seen: their words, where they stand, and whether the session has not drawn them yet.
TITRES = """() => {
  const vus = [];
  const chercher = (racine) => {
    for (const e of racine.querySelectorAll("*")) {
      if (e.matches("h1") && e.checkVisibility({ visibilityProperty: true })) {
        const { x, y, width, height } = e.getBoundingClientRect();
        const place = [x, y, width, height].map(Math.round);
        vus.push([e.textContent, place, Boolean(e.getRootNode().host?.closest(".relais"))]);
      }
      if (e.shadowRoot) chercher(e.shadowRoot);
    }
  };
  chercher(document);
  return vus;
}"""
# What this browser sends its session from now on: ``window.demandes``.
COMPTER = """() => {
  window.demandes = 0;
  const envoyer = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    window.demandes += 1;
    envoyer.call(this, message);
  };
}"""


def se_connecter(page: Page, courriel: str, mot_de_passe: str = MOT_DE_PASSE) -> None:
    """Come in by an account, from the page that asks for one."""
    page.get_by_label("Adresse électronique").fill(courriel)
    page.get_by_label("Mot de passe").fill(mot_de_passe)
    page.get_by_role("button", name="Se connecter").click()


def words(text: str) -> str:
    """A text with every kind of space made plain."""
    return " ".join(text.split())


def location(page: Page) -> str:
    """The address as the browser shows it; Playwright's own ``page.url`` lags behind a burst of history changes."""
    return page.evaluate("location.href")


def address(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(location(page)).query)


def wait_address(page: Page, chemin: str | None = None, **voulu: list[str] | None) -> dict[str, list[str]]:
    """Wait for this path and these values of the named parameters (None: not there); gives all the parameters."""
    page.wait_for_function(EST_ICI, arg=[chemin, voulu])
    return address(page)


def choose(page: Page, filtre: str, valeur: str) -> None:
    """Pick a value in one of the filters of the frame, without waiting for what follows."""
    page.get_by_role("combobox", name=filtre, exact=True).click()
    page.get_by_role("option", name=valeur, exact=True).click()
    if filtre in LISTES:
        # A list of several choices stays open; Escape on the others would clear them.
        page.keyboard.press("Escape")


def redraw(ecran: Ecran, geste: Callable[[], object]) -> str:
    """On a screen at rest, make a gesture and wait for the whole screen it brings; gives the signature of its board."""
    ecran.wait_still()
    avant = ecran.signature()
    geste()
    ecran.wait_drawn(avant)
    # The board is there before what stands under it.
    ecran.wait_still()
    return ecran.signature()


def confirmer(ecran: Ecran) -> str:
    """Point at something of the session, wait until it has confirmed the screen; gives the signature of the board."""
    ecran.page.get_by_role("button", name="Présenter (P)").hover()
    ecran.page.wait_for_function(CONFIRME)
    ecran.wait_still()
    return ecran.signature()


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


def barre(page: Page, titre: str, libelle: str) -> Locator:
    """A bar that filters; the mark beside it says where its figure comes from."""
    return bloc(page, titre).get_by_role("button", name=re.compile(rf"^(✓ )?{libelle}"))


def foyer(page: Page) -> str:
    """``data-id`` of the element that has the focus."""
    return page.evaluate(FOYER)
