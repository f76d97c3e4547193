"""What is done and read in a room: present, follow, and the line that says whether one follows."""

import re
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE, Ecran, Serveur
from tests.browser.gestes import address, location, wait_address
from ti_dashboard.live import etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
SUIT, PERDU, QUITTE = "Vous suivez l'animateur", "Connexion perdue", "Vous avez quitté le suivi"
LONG = "Les territoires qui ne sont pas engagés, région par région, leurs raisons et ce qu'ils demandent à l'État"
PROPRES = {"suivre", "animer", "presenter"}
PATIENCE_S = PATIENCE / 1000
UNE_IMAGE = "() => new Promise((fini) => requestAnimationFrame(fini))"
Ouvrir = Callable[[str], Ecran]
Lancer = Callable[..., Serveur]


def statut(ecran: Ecran):
    """The status region that says whether this browser follows; the bar of a presentation, and the
    banner of what is read without the server, have a sentence of their own."""
    said = ecran.page.get_by_role("status").and_(ecran.page.locator(":not(.hors-ligne)"))
    return said.filter(has_text=re.compile(r"suivez|suivi|perdue[^.]*$|séance"))


def follows(suiveur: Ecran, animateur: Ecran) -> None:
    """Wait until the follower shows the presenter's very screen: same page, same parameters, same board.

    Both are read each time: the presenter's address may still be completed by his own screen.
    """
    expect(statut(suiveur)).to_have_text(SUIT)
    end = time.monotonic() + PATIENCE_S
    while (here := montre(suiveur)) != (there := montre(animateur)):
        assert time.monotonic() < end, f"{here}\n{there}"
        suiveur.page.evaluate(UNE_IMAGE)


def montre(ecran: Ecran) -> tuple[str, dict[str, list[str]], str]:
    """What a browser shows, without what is its own."""
    shown = {name: values for name, values in address(ecran.page).items() if name not in PROPRES}
    return urlsplit(location(ecran.page)).path, shown, ecran.signature()


def barre(page: Page) -> Locator:
    """The bar at the foot of the presentation."""
    return page.get_by_role("toolbar", name="Présentation")


def commencer(page: Page) -> None:
    """Begin the presentation by its key, once the browser has it."""
    expect(page.get_by_role("button", name="Présenter (P)")).to_be_visible()
    page.keyboard.press("p")
    expect(barre(page)).to_be_visible()


def agenda_de(base: Base, seance: Seance) -> list[str]:
    """Give the séance two steps; their titles."""
    steps = ((LONG, "/territoires", 10), ("L'argent", "/financements", 0))
    for title, page, minutes in steps:
        etapes.ajouter(base, seance.code, title, "CGET", minutes, f"{page}?{quote(COPIL, safe='=&')}&region=Bretagne")
    return [title for title, *_ in steps]


def present(ouvrir: Ouvrir, seance: Seance, chemin: str = f"/?{COPIL}", **options: object) -> Ecran:
    animateur = ouvrir(f"{chemin}&animer={seance.cle}", **options)
    wait_address(animateur.page, arrete=["24/09/2019"])
    return animateur
