"""Every page and what opens on it, read whole: texts, names, titles and hints, in shadow roots too. All is French.

The words looked for are those of the installed Streamlit (``tests/mots_anglais.py``), not a list made for the occasion.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Ecran
from tests.mots_anglais import formes, mots
from ti_dashboard.adresse.pages import ENTREES

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
# A page that needs more than its filters.
DE_PLUS = {"territoire": "&id=ti-8413"}
# What a reader sees or hears. A text in another language says which; a code is what one types;
# an icon has a name that nothing says.
LIRE = """() => {
  const lus = new Set();
  const attributs = ["title", "alt", "placeholder", "aria-placeholder", "aria-label", "aria-description",
    "aria-roledescription", "aria-valuetext"];
  const lire = (racine) => {
    for (const e of racine.querySelectorAll("*")) {
      if (e.matches("script, style, code, pre, title, [translate=no], [lang]:not([lang=fr])")) continue;
      if (e.shadowRoot) lire(e.shadowRoot);
      attributs.forEach((a) => lus.add(e.getAttribute(a) ?? ""));
      for (const n of e.childNodes) if (n.nodeType === Node.TEXT_NODE) lus.add(n.data);
    }
  };
  lire(document.body);
  return [...lus].map((t) => t.trim()).filter(Boolean);
}"""
ENTIERES = re.compile("|".join(formes()))
MOTS = re.compile(r"[^\W\d_]{3,}")


def _assert_french(page: Page, where: str) -> None:
    read = page.evaluate(LIRE)
    assert len(read) > 10, where
    english = [t for t in read if ENTIERES.fullmatch(t) or mots() & {word.lower() for word in MOTS.findall(t)}]
    assert not english, (where, english)


def _open_each(page: Page, what: Locator, where: str) -> None:
    """Open each of these in turn, read what it brings, and leave it."""
    for index in range(min(2, what.count())):
        if what.nth(index).is_visible():
            what.nth(index).click()
            _assert_french(page, f"{where}, {index}")
            page.keyboard.press("Escape")


@pytest.mark.parametrize("entree", ENTREES, ids=lambda one: one.fichier)
def test_a_page_its_volets_and_what_they_open_are_french(ecran: Ecran, entree) -> None:
    page, name = ecran.page, entree.fichier
    address = "/" if name == "accueil" else f"/{name}"
    page.goto(f"{ecran.adresse}{address}?{COPIL}{DE_PLUS.get(name, '')}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    ecran.wait_still()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() == f"{entree.titre} · Territoires d'industrie"
    volets = page.locator("[class*='st-key-volet_'] button")
    for index in range(max(1, volets.count())):
        if volets.count():
            volets.nth(index).click()
            ecran.wait_still()
        for summary in page.locator("summary:visible").all():
            summary.click()
        ecran.wait_still()
        _assert_french(page, f"{name}, volet {index}")
        _open_each(
            page, page.locator("[class*='st-key-cadre-page'] [aria-haspopup='dialog']"), f"{name} {index} dialog"
        )
        _open_each(
            page, page.locator("[class*='st-key-cadre-page'] [aria-haspopup='listbox']").first, f"{name} {index} liste"
        )


GESTES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "aucun choix": ("/", lambda page: page.get_by_role("combobox", name="Région").fill("zzzz")),
    "liste d'une boîte": ("/", lambda page: page.get_by_role("combobox", name="Arrêté").click()),
    "menu replié": ("/", lambda page: page.set_viewport_size({"width": 844, "height": 390})),
    "menu d'un téléphone": ("/", lambda page: page.set_viewport_size({"width": 390, "height": 844})),
    "d'où vient ce chiffre": ("/", lambda page: page.locator(".info").first.click()),
    "présenter": ("/", lambda page: page.keyboard.press("p")),
}


@pytest.mark.parametrize("geste", GESTES)
def test_what_a_gesture_brings_is_french(ecran: Ecran, geste: str) -> None:
    path, make = GESTES[geste]
    ecran.page.goto(f"{ecran.adresse}{path}")
    expect(ecran.page.get_by_role("heading", level=1).first).to_be_visible()
    ecran.wait_still()
    make(ecran.page)
    ecran.wait_still()
    _assert_french(ecran.page, geste)
    _open_each(ecran.page, ecran.page.locator("header button"), geste)
