"""Every page at the sizes it is read at, menus shown or hidden: nothing wider than its place, nothing under the bar."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibilite.sondes import TOUS
from tests.browser.conftest import Ecran
from tests.browser.gestes import bloc, tuiles

TAILLES = ((1600, 900), (1280, 720), (390, 844))
MURS = ((1920, 1080), (1600, 900), (1280, 720))
COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
PAGES = {
    "accueil": f"/?{COPIL}",
    "territoires": f"/territoires?{COPIL}",
    "territoire": f"/territoire?id=ti-8413&{COPIL}",
    "projets": f"/projets?{COPIL}",
    "financements": f"/financements?{COPIL}",
    "ingenierie": f"/ingenierie?{COPIL}",
    "ingenierie_2025": "/ingenierie?arrete=27/05/2025",
    "preparer": f"/ingenierie?{COPIL}&volet_ingenierie=Préparer une décision",
    "candidatures": "/candidatures?arrete=09/11/2023",
    "evolutions": f"/evolutions?{COPIL}",
}
# Boxes that hide or scroll what is too wide for them: only tables may, and not on a screen of the room.
DEBORDS = f"""() => {{ {TOUS}
  const cache = (e) => getComputedStyle(e).display === "none" || e.closest(".hors-ecran, .evitement");
  const defile = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1;
  const boites = tous(document).filter((e) => defile(e) && !cache(e));
  return {{
    page: document.documentElement.scrollWidth - innerWidth,
    boites: boites.map((e) => `${{e.className}} ${{e.scrollWidth}} > ${{e.clientWidth}}`),
  }};
}}"""
SOUS_LA_BARRE = f"""() => {{ {TOUS}
  const cadre = (s) => tous(document).find((e) => e.matches(s)).getBoundingClientRect();
  return Math.round(cadre(".corps").bottom - cadre("[role=toolbar]").top);
}}"""
# What is written beside a bar and runs over it.
SUR_LES_BARRES = f"""() => {{ {TOUS}
  const surLaPiste = (ligne) => {{
    const piste = ligne.querySelector(".piste").getBoundingClientRect();
    const large = (mots) => {{
      const {{ left, right, top, bottom }} = mots.getBoundingClientRect();
      const haut = Math.min(bottom, piste.bottom) - Math.max(top, piste.top);
      return haut > 1 ? Math.min(right, piste.right) - Math.max(left, piste.left) : 0;
    }};
    const mots = [...ligne.querySelectorAll(".ligne-libelle, .ligne-note, .ancien, .ligne-valeur")];
    return mots.map(large).filter((px) => px > 1).map((px) => `${{ligne.innerText}} : ${{Math.round(px)}} px`);
  }};
  return tous(document).filter((e) => e.matches(".ligne")).flatMap(surLaPiste);
}}"""
STABLE = "avant => new Promise((fini) => requestAnimationFrame(() => requestAnimationFrame(() => fini(true))))"


def _resize(ecran: Ecran, width: int, height: int) -> None:
    ecran.page.set_viewport_size({"width": width, "height": height})
    ecran.page.evaluate(STABLE)


@pytest.mark.parametrize("nom", PAGES)
def test_nothing_is_wider_than_its_place(ecran: Ecran, nom: str):
    ecran.open(PAGES[nom])
    expect(ecran.page.get_by_text("code sous licence MIT")).to_be_visible()
    for width, height in TAILLES:
        _resize(ecran, width, height)
        found = ecran.page.evaluate(DEBORDS)
        assert found["page"] <= 0, (width, found)
        assert ecran.page.evaluate(SUR_LES_BARRES) == [], width
        if width == 1600:
            assert not [box for box in found["boites"] if "table" in box], found["boites"]


def test_on_a_wall_the_first_screen_is_whole_above_the_bar(ecran: Ecran):
    ecran.open(f"{PAGES['accueil']}&presenter=clair")
    expect(ecran.page.get_by_role("toolbar", name="Présentation")).to_be_visible()
    for width, height in MURS:
        _resize(ecran, width, height)
        assert ecran.page.evaluate(SOUS_LA_BARRE) <= 0, (width, height)
        assert ecran.page.evaluate(DEBORDS)["page"] <= 0, (width, height)


@pytest.mark.parametrize("nom", ["territoires", "projets", "financements", "evolutions"])
def test_on_a_wall_nothing_is_wider_than_its_place(ecran: Ecran, nom: str):
    ecran.open(f"{PAGES[nom]}&presenter=clair")
    expect(ecran.page.get_by_role("toolbar", name="Présentation")).to_be_visible()
    for width, height in MURS:
        _resize(ecran, width, height)
        assert ecran.page.evaluate(DEBORDS)["page"] <= 0, (width, height)
        assert ecran.page.evaluate(SUR_LES_BARRES) == [], (width, height)


def test_two_keys_lead_past_the_menu_and_the_filters_and_to_the_map(ecran: Ecran):
    page = ecran.page
    ecran.open(PAGES["accueil"])
    content, way = (page.get_by_role("link", name=name) for name in ("Aller aux chiffres", "Aller à la carte"))
    page.keyboard.press("Tab")
    expect(content).to_be_focused()
    assert content.bounding_box()["width"] > 100
    page.keyboard.press("Tab")
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("path.territoire[tabindex='0']")).to_be_focused()
    content.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".info").first).to_be_focused()


@pytest.mark.parametrize("nom", ["territoires", "financements"])
def test_four_tiles_stand_on_one_row_and_their_figures_on_one_line(ecran: Ecran, nom: str):
    ecran.open(PAGES[nom])
    _resize(ecran, 1280, 720)
    tops = [tile.locator(".valeur").bounding_box()["y"] for tile in tuiles(ecran.page).all()]
    assert len(tops) == 5 and len({round(top) for top in tops}) == 1


def test_three_blocks_stand_on_one_row(ecran: Ecran):
    ecran.open(PAGES["projets"])
    names = ("Sans engagement : sur quoi", "Emplois créés", "Emplois confortés")
    tops = {round(bloc(ecran.page, name).bounding_box()["y"]) for name in names}
    assert len(tops) == 1


def test_an_endless_word_that_was_typed_widens_no_page(ecran: Ecran):
    ecran.open(f"/territoires?{COPIL}&cherche_territoires={'x' * 1000}")
    expect(ecran.page.get_by_text("Aucun territoire ne répond à")).to_be_visible()
    for width, height in TAILLES:
        _resize(ecran, width, height)
        assert ecran.page.evaluate(DEBORDS)["page"] <= 0, width
