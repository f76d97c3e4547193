"""The presentation on a real screen: no menu, the keys, the timer, the dark variant, and what stays one's own."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gestes import address, location, redraw, wait_address
from tests.browser.seance.salle import COPIL, Ouvrir, follows, present
from ti_dashboard.live import etapes, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

LONG = "Les territoires qui ne sont pas engagés, région par région, leurs raisons et ce qu'ils demandent à l'État"
ALLER = "a => { history.pushState(history.state, '', a); dispatchEvent(new PopStateEvent('popstate')); }"
FONDS = "() => document.documentElement.dataset.presenter ?? ''"


@pytest.fixture
def agenda(base: Base, seance: Seance) -> list[str]:
    steps = ((LONG, "/territoires", 10), ("L'argent", "/financements", 0))
    for title, page, minutes in steps:
        etapes.ajouter(base, seance.code, title, "CGET", minutes, f"{page}?{quote(COPIL, safe='=&')}&region=Bretagne")
    return [title for title, *_ in steps]


def barre(page: Page):
    return page.get_by_role("toolbar", name="Présentation")


def test_the_keys_walk_the_agenda_and_escape_gives_the_menus_back(ouvrir: Ouvrir, seance: Seance, agenda: list[str]):
    ecran, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    page = ecran.page
    ecran.wait_drawn()
    page.keyboard.press("p")
    expect(barre(page)).to_be_visible()
    expect(page.get_by_role("combobox", name="Région", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Projets", exact=True)).to_have_count(0)
    expect(page.get_by_text("Données de démonstration").first).to_be_visible()
    for key, title, path in (("ArrowRight", agenda[0], "/territoires"), ("PageDown", agenda[1], "/financements"),
                             ("PageUp", agenda[0], "/territoires")):  # fmt: skip
        redraw(ecran, lambda key=key: page.keyboard.press(key))
        wait_address(page, path, region=["Bretagne"], presenter=["clair"])
        expect(barre(page)).to_contain_text(title)
    expect(barre(page).get_by_role("timer")).to_contain_text("reste 09:")
    follows(suiveur, ecran)
    expect(suiveur.page.get_by_role("combobox", name="Région", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(barre(page)).to_be_hidden()
    expect(page.get_by_role("combobox", name="Région", exact=True)).to_be_visible()
    wait_address(page, "/territoires", presenter=None)
    ecran.assert_quiet()


def test_the_last_territory_comes_back_with_one_key_and_the_ground_changes_with_another(ouvrir: Ouvrir):
    ecran = ouvrir(f"/territoire?id=ti-5304&{COPIL}&presenter=sombre")
    page = ecran.page
    wait_address(page, "/territoire", id=["ti-5304"])
    name = page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate(FONDS) == "sombre"
    expect(barre(page)).to_be_visible()
    page.keyboard.press("d")
    wait_address(page, presenter=["clair"])
    ici = address(page)
    page.evaluate(ALLER, "/projets" + location(page).partition("/territoire")[2].replace("id=ti-5304&", ""))
    wait_address(page, "/projets", id=None)
    expect(barre(page)).to_contain_text("Dernier territoire (T)")
    page.keyboard.press("t")
    assert wait_address(page, "/territoire", id=["ti-5304"])["presenter"] == ici["presenter"]
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_the_screen_of_the_room_is_said_by_its_step_on_a_follower_too(
    ouvrir: Ouvrir, seance: Seance, base: Base, agenda: list[str]
):
    suiveur = ouvrir(f"/?suivre={seance.code}&presenter=sombre")
    expect(barre(suiveur.page)).to_be_visible()
    steps = etapes.lister(base, seance.code)
    for step in (*steps, steps[1]):
        now = seances.lire(base, seance.code)
        seances.deplacer(base, seance.code, "/projets?arrete=24%2F09%2F2019", now.version, step.etape_id)
        expect(barre(suiveur.page)).to_contain_text(step.titre)
    assert suiveur.page.evaluate(FONDS) == "sombre"
    expect(barre(suiveur.page).get_by_role("button", name="Suivante →")).to_be_hidden()
