"""A screen is drawn from its resource: before the session is there, and before the run that confirms it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.fil import Fil
from tests.browser.gestes import COMPTER, CONFIRME, barre, choose, confirmer, redraw, wait_address

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
PHASE_II = "arrete=27/05/2025&compare=09/11/2023&phase=Phase II (2023-2027)"
EN_AVANCE = "() => 'enAvance' in document.documentElement.dataset"
# At each frame: the day that the banner says, and that of the title under it, where they differ.
ECARTS = """() => {
  Object.assign(window, { ecarts: [], vus: new Set() });
  const dans = (cle, quoi) => [...document.querySelectorAll(`.st-key-${cle} *`)]
    .map((e) => e.shadowRoot?.querySelector(quoi)?.textContent ?? "").find(Boolean) ?? "";
  const regarder = () => {
    const [bandeau, titre] = [dans("bandeau", "strong"), dans("accueil", "h1")]
      .map((mots) => mots.match(/[0-9]{2}.[0-9]{2}.[0-9]{4}/)?.[0]);
    if (bandeau) window.vus.add(bandeau);
    if (titre && bandeau !== titre) window.ecarts.push([bandeau, titre]);
    requestAnimationFrame(regarder);
  };
  requestAnimationFrame(regarder);
}"""


def _bandeau(page: Page) -> str:
    return page.locator(".st-key-bandeau .bandeau strong").inner_text()


def test_a_choice_is_shown_before_the_session_hears_of_it_and_the_session_confirms(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    with fil.coupe():
        choose(page, "Région", "Bretagne")
        expect(page.get_by_text("Phase I · Bretagne", exact=False).first).to_be_visible()
        page.wait_for_function(EN_AVANCE)
        drawn = ecran.signature()
        wait_address(page, region=["Bretagne"])
        expect(page.get_by_role("button", name="Retirer Bretagne")).to_be_visible()
    assert confirmer(ecran) == drawn


@pytest.mark.parametrize("chemin", ["/", "/territoires", "/financements", "/ingenierie"])
def test_where_the_boards_say_all_who_only_filters_asks_the_session_for_nothing(ecran: Ecran, chemin: str):
    page = ecran.page
    ecran.open(f"{chemin}?{PHASE_II}")
    page.evaluate(COMPTER)
    for box, choice in (("Région", "Bretagne"), ("Région", "Normandie"), ("Thème", "Mobilité")):
        redraw(ecran, lambda box=box, choice=choice: choose(page, box, choice))
    expect(page.get_by_text("Bretagne et Normandie", exact=False).first).to_be_visible()
    redraw(ecran, page.get_by_role("button", name="Réinitialiser les filtres").click)
    drawn = redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    page.get_by_role("heading", level=1).hover()
    assert page.evaluate("window.demandes") == 0
    assert confirmer(ecran) == drawn
    assert page.evaluate("window.demandes") > 0
    ecran.assert_quiet()


def test_what_is_downloaded_is_of_the_screen_that_is_read(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/financements?{COPIL}")
    button = page.get_by_role("button", name="Télécharger en CSV").first
    with page.expect_download() as got, fil.coupe():
        choose(page, "Région", "Bretagne")
        page.wait_for_function(EN_AVANCE)
        button.click()
    said = got.value.path().read_text(encoding="utf-8-sig")
    assert "Bretagne" in said.partition("\n\n")[0]
    confirmer(ecran)
    with page.expect_download() as got:
        button.click()
    assert got.value.path().read_text(encoding="utf-8-sig") == said


def test_another_arrete_changes_the_banner_the_title_and_the_boxes_with_the_figures(ecran: Ecran, fil: Fil):
    """At every frame the banner is that of the figures under it."""
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    page.evaluate(ECARTS)
    with fil.coupe():
        for day, phase in (("27/05/2025", "Phase II (2023-2027)"), ("09/11/2023", "Phase II (2023-2027)")):
            choose(page, "Arrêté", day)
            expect(page.get_by_role("heading", level=1)).to_contain_text(day)
            assert _bandeau(page) == f"Arrêté du {day}"
            expect(page.get_by_role("combobox", name="Phase", exact=True)).to_have_value(phase)
    page.wait_for_function(CONFIRME)
    redraw(ecran, lambda: choose(page, "Arrêté", "24/09/2019"))
    assert page.evaluate("window.ecarts") == []
    assert set(page.evaluate("[...window.vus]")) == {"24/09/2019", "27/05/2025", "09/11/2023"}


def test_the_back_button_goes_back_at_once(ecran: Ecran, fil: Fil):
    page = ecran.page
    first = ecran.open(f"/?{COPIL}")
    redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    confirmer(ecran)
    with fil.coupe():
        page.go_back()
        ecran.page.wait_for_function("avant => document.title && !location.search.includes('region')", arg=None)
        page.wait_for_function(EN_AVANCE)
        assert ecran.signature() == first
    assert confirmer(ecran) == first


def test_what_streamlit_writes_of_the_screen_before_is_not_read_under_the_new_banner(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/projets?{COPIL}")
    written = page.get_by_text("projets trouvés, les plus engagés d'abord", exact=False).or_(
        page.locator("strong", has_text="projets trouvés")
    )
    expect(written.first).to_be_visible()
    with fil.coupe():
        choose(page, "Région", "Bretagne")
        page.wait_for_function(EN_AVANCE)
        expect(page.locator("strong", has_text="projets trouvés").first).to_be_hidden()
        expect(page.get_by_role("searchbox").or_(page.locator("input[type=search]")).first).to_be_visible()
    page.wait_for_function(CONFIRME)
    expect(page.locator("strong", has_text="projets trouvés").first).to_be_visible()


def test_the_first_screen_is_there_before_the_session(ecran: Ecran):
    """Streamlit's own scripts never come: the figures do."""
    page = ecran.page
    page.route("**/static/js/index.*", lambda route: None)
    page.goto(f"{ecran.adresse}/?{COPIL}", wait_until="commit")
    first = page.locator("#ouverture")
    expect(first.get_by_text("122", exact=True).first).to_be_visible()
    expect(first.get_by_text("Arrêté du 24/09/2019", exact=True)).to_be_visible()
    assert first.get_attribute("aria-hidden") == "true"


def test_it_stands_where_the_session_draws_it_and_goes_once_it_has(ecran: Ecran):
    page, places = ecran.page, []
    title = page.get_by_role("heading", name="Où en est-on au 24/09/2019 ?", include_hidden=True)
    for comes in (False, True):
        if not comes:
            page.route("**/static/js/index.*", lambda route: None)
        page.goto(f"{ecran.adresse}/?{COPIL}", wait_until="commit")
        if comes:
            ecran.wait_drawn()
            ecran.wait_still()
        expect(title).to_have_count(1)
        places.append([title.bounding_box(), page.locator('li[data-id="montant_paye"]').bounding_box()])
        page.unroute_all()
    expect(page.locator("#ouverture")).to_have_count(0)
    assert places[0] == places[1]


def test_a_refused_address_is_said_by_its_page(ecran: Ecran):
    ecran.open(f"/?{COPIL}&region=Bretgne")
    expect(ecran.page.get_by_text("Région inconnue : « Bretgne »", exact=False).first).to_be_visible()
    assert not [said for said in ecran.plaintes if "/ecrans/" in said]


def test_nothing_is_read_ahead_for_a_reader_who_saves_data(ecran: Ecran):
    page = ecran.page
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    ecran.open(f"/?{COPIL}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/ecrans/" in request.url else None)
    page.get_by_role("combobox", name="Région", exact=True).click()
    expect(page.get_by_role("option", name="Bretagne", exact=True)).to_be_visible()
    page.get_by_role("combobox", name="Région", exact=True).press("Escape")
    redraw(ecran, lambda: choose(page, "Phase", "Phase II (2023-2027)"))
    assert all("Phase+II" in url for url in asked) and len(asked) <= 2, asked


def test_the_screens_already_read_stay_readable_without_the_server(ecran: Ecran):
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    kept = redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    # Another page of the same browser: what it reads is what the browser kept, not what a page remembers.
    whole = ecran.open(f"/?{COPIL}")
    page.context.set_offline(True)
    said = page.get_by_role("status").filter(has_text="Serveur injoignable depuis")
    expect(said).to_be_visible()
    choose(page, "Région", "Bretagne")
    assert ecran.wait_drawn(whole) == kept
    expect(said).to_contain_text("mêmes chiffres, même arrêté")
    choose(page, "Région", "Corse")
    expect(said).to_contain_text("Cet écran n'est pas gardé par ce navigateur")
    assert ecran.signature() == kept
    expect(page.get_by_role("button", name="Retirer Corse")).to_have_count(0)
    expect(page.get_by_role("button", name="Retirer Bretagne")).to_be_visible()
    page.context.set_offline(False)
    expect(said).to_be_hidden()
    assert confirmer(ecran) == kept
    wait_address(page, region=["Bretagne"])


def test_a_screen_that_cannot_be_read_alone_comes_whole_from_the_session(ecran: Ecran):
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    page.route("**/ecrans/**", lambda route: route.fulfill(status=204))
    redraw(ecran, lambda: choose(page, "Région", "Bretagne"))
    expect(page.get_by_text("Phase I · Bretagne", exact=False).first).to_be_visible()
    alone = ecran.signature()
    page.unroute_all()
    ecran.open(f"/?{COPIL}")
    assert redraw(ecran, lambda: choose(page, "Région", "Bretagne")) == alone


def test_the_session_names_the_boards_that_the_browser_reads_once(ecran: Ecran):
    """Whatever draws it first, the screen, the session or the first opening, its bytes come once."""
    asked: list[str] = []
    ecran.page.on("request", lambda one: asked.append(one.url) if "/ecrans/" in one.url else None)
    ecran.open(f"/projets?{COPIL}")
    redraw(ecran, lambda: choose(ecran.page, "Phase", "Phase II (2023-2027)"))
    assert asked and len(asked) == len(set(asked)), asked


def test_a_gesture_made_before_the_session_hears_of_the_filter_is_made_on_the_screen_that_is_read(
    ecran: Ecran, fil: Fil
):
    """Streamlit would answer it with the filters of the screen before, under the address of this one."""
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    with fil.coupe():
        choose(page, "Région", "Bretagne")
        page.wait_for_function(EN_AVANCE)
        page.get_by_role("button", name="Projets", exact=True).click()
    wait_address(page, region=["Bretagne"], mesure=["projets"])
    confirmer(ecran)
    expect(page.get_by_text("Phase I · Bretagne", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Réinitialiser les filtres")).to_be_visible()
    with fil.coupe():
        choose(page, "Région", "Normandie")
        page.wait_for_function(EN_AVANCE)
        barre(page, "Qui engage", "Bpifrance").click()
    wait_address(page, region=["Bretagne", "Normandie"], operateur=["Bpifrance"])
    confirmer(ecran)
    expect(page.get_by_text("Bretagne et Normandie", exact=False).first).to_be_visible()


def test_a_link_followed_before_the_session_hears_of_the_filter_keeps_it(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/projets?{COPIL}")
    with fil.coupe():
        choose(page, "Région", "Bretagne")
        page.wait_for_function(EN_AVANCE)
        page.get_by_role("link", name="Financements", exact=True).click()
    wait_address(page, "/financements", region=["Bretagne"])
    confirmer(ecran)
    expect(page.get_by_role("button", name="Retirer Bretagne")).to_be_visible()
    expect(page.get_by_text("Phase I · Bretagne", exact=False).first).to_be_visible()
