"""The presentation on a real screen: no menu, the keys, the timer, the dark variant, and what stays one's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Lecteurs
from tests.browser.gestes import LISTES, address, location, redraw, wait_address
from tests.browser.seance.conduite import Conduite
from tests.browser.seance.salle import COPIL, Ouvrir, agenda_de, barre, commencer, follows, present
from ti_dashboard.live import etapes
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

ALLER = "a => { history.pushState(history.state, '', a); dispatchEvent(new PopStateEvent('popstate')); }"
FONDS = "() => document.documentElement.dataset.presenter ?? ''"


@pytest.fixture
def agenda(base: Base, seance: Seance) -> list[str]:
    return agenda_de(base, seance)


def test_the_keys_walk_the_agenda_and_escape_gives_the_menus_back(ouvrir: Ouvrir, seance: Seance, agenda: list[str]):
    ecran, suiveur = present(ouvrir, seance), ouvrir(f"/?suivre={seance.code}")
    page = ecran.page
    commencer(page)
    expect(page.get_by_role("combobox", name="Région", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Projets", exact=True)).to_have_count(0)
    expect(page.get_by_text("Données de démonstration").first).to_be_visible()
    for key, title, path in (
        ("ArrowRight", agenda[0], "/territoires"),
        ("PageDown", agenda[1], "/financements"),
        ("PageUp", agenda[0], "/territoires"),
    ):
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
    ouvrir: Ouvrir, lecteurs: Lecteurs, seance: Seance, base: Base, agenda: list[str]
):
    suiveur = ouvrir(f"/?suivre={seance.code}&presenter=sombre")
    lead = Conduite(lecteurs.arriver(suiveur.adresse).page.request, suiveur.adresse, seance)
    expect(barre(suiveur.page)).to_be_visible()
    steps = etapes.lister(base, seance.code)
    for step in (*steps, steps[0]):
        lead.faire("etape", id=step.etape_id)
        expect(barre(suiveur.page)).to_contain_text(step.titre)
    assert suiveur.page.evaluate(FONDS) == "sombre"
    expect(barre(suiveur.page).get_by_role("button", name="Suivante →")).to_be_hidden()


def test_the_room_off_its_agenda_is_told_and_one_key_brings_it_back(ouvrir: Ouvrir, seance: Seance, agenda: list[str]):
    ecran, suiveur = present(ouvrir, seance, f"/?{COPIL}&presenter=clair"), ouvrir(f"/?suivre={seance.code}")
    page, suivie = ecran.page, suiveur.page
    commencer(suivie)
    expect(barre(page)).to_be_visible()
    off = "Hors ordre du jour"
    redraw(ecran, lambda: page.keyboard.press("ArrowRight"))
    for here in (page, suivie):
        expect(barre(here)).to_contain_text(agenda[0])
        expect(barre(here)).not_to_contain_text(off)
    expect(barre(page).get_by_role("button", name="Retour à l'étape (E)")).to_be_hidden()
    redraw(ecran, page.get_by_role("button", name="Région : Bretagne").click)
    for here in (page, suivie):
        expect(barre(here)).to_contain_text(off)
    page.keyboard.press("e")
    for here in (page, suivie):
        expect(barre(here)).not_to_contain_text(off)
        wait_address(here, "/territoires", region=["Bretagne"])
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Projets", exact=True).click()
    expect(page.get_by_text("hors ordre du jour", exact=True)).to_be_visible()
    expect(barre(suivie)).to_contain_text(off)
    page.get_by_role("button", name="Retour à l'étape").click()
    wait_address(page, "/territoires", region=["Bretagne"])
    expect(page.get_by_text("hors ordre du jour", exact=True)).to_be_hidden()


def test_who_sits_at_the_back_reads_the_code_and_its_image_from_the_wall(ouvrir: Ouvrir, seance: Seance):
    mur = ouvrir(f"/?suivre={seance.code}&presenter=sombre")
    page = mur.page
    expect(barre(page)).to_contain_text(f"Code {seance.code} (Q)")
    grand = page.get_by_role("dialog").filter(has_text=f"Code : {seance.code}")
    for leave in ("q", "Escape"):
        page.keyboard.press("q")
        expect(grand).to_be_visible()
        image = grand.get_by_role("img", name=f"suivre={seance.code}")
        assert image.bounding_box()["height"] > 0.6 * page.viewport_size["height"]
        assert image.evaluate("i => i.complete && i.naturalWidth > 0")
        page.keyboard.press(leave)
        expect(grand).to_be_hidden()
        expect(barre(page)).to_be_visible()
    mur.assert_quiet()
    mur.assert_local()


def test_keys_struck_before_the_screen_answers_are_all_obeyed(ouvrir: Ouvrir):
    ecran = ouvrir(f"/territoire?id=ti-5304&{COPIL}&presenter=sombre")
    page = ecran.page
    expect(barre(page)).to_be_visible()
    ecran.wait_still()
    # The ground, then a move: the move leaves with the new ground, though no run knows it yet.
    for keys, ground in (("dt", "clair"), ("ddt", "clair"), ("dt", "sombre")):
        for key in keys:
            page.keyboard.press(key)
        ecran.wait_still()
        wait_address(page, "/territoire", id=["ti-5304"], presenter=[ground])
        assert page.evaluate(FONDS) == ground
    ecran.assert_quiet()


@pytest.mark.parametrize(("filtre", "valeur"), [("Région", "Bretagne"), ("Comparé à", "Aucune comparaison")])
def test_escape_leaves_the_filter_so_that_the_next_letter_is_a_key(ouvrir: Ouvrir, filtre: str, valeur: str):
    ecran = ouvrir(f"/?{COPIL}")
    page = ecran.page
    field = page.get_by_role("combobox", name=filtre, exact=True)

    def pick() -> None:
        field.click()
        page.get_by_role("option", name=valeur, exact=True).click()

    redraw(ecran, pick)
    chosen = address(page)
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    commencer(page)
    assert address(page) == chosen | {"presenter": ["clair"]}
    page.keyboard.press("Escape")
    expect(field).to_have_value("" if filtre in LISTES else valeur)
