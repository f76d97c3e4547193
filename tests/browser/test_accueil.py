"""Accueil as a reader sees it: its figures, its places at three sizes, its names for those who listen to it."""

from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import bloc, carte, chiffre, choose, redraw, textes_des_tuiles, tuile, tuiles, words

COPIL = "/?arrete=24/09/2019"
FIGURES = {
    "nb_territoires_engages": "122 sur 144, soit 84,7 %",
    "nb_projets": "474 recensés",
    "nb_projets_engages": "231 sur 474 projets",
    "montant_engage": "108,0 M€",
    "montant_fleche": "145,0 M€",
    "nb_territoires_appuyes": "25 sur 144 territoires",
}
ECHELLE, OPERATEURS = "De l'annonce au paiement", "Qui engage"
THEMES, PROGRESSION = "Sur quoi portent les projets", "Le chemin parcouru, arrêté par arrêté"
CARTE = "État d'engagement des territoires"
MESURES = {
    "Projets": "Projets, par territoire",
    "Montant engagé": "Montant engagé, État et opérateurs, par territoire",
    "Engagé par habitant": "Engagé par habitant, État et opérateurs, par territoire",
    "État d'engagement": CARTE,
}
FILTRES = {
    "Arrêté": "12/10/2021",
    "Comparé à": "Aucune comparaison",
    "Région": "Bretagne",
    "Thème": "Mobilité",
    "Opérateur": "Banque des Territoires",
    "Phase": "Phase II (2023-2027)",
}
# Streamlit's protobuf tries WebAssembly for long integers and does without: that one refusal is wanted.
ALERTE_CSP = """addEventListener("securitypolicyviolation", (e) => {
  if (e.blockedURI !== "wasm-eval") console.error(`${e.violatedDirective} ${e.blockedURI}`);
}, true)"""
# From a heading up to the document, shadow roots crossed: what could be scrolled sideways.
DEBORDEMENTS = """(e) => {
  const trop = [];
  for (; e; e = e.parentElement ?? e.getRootNode().host) {
    const defile = e === document.documentElement || /auto|scroll/.test(getComputedStyle(e).overflowX);
    if (defile && e.scrollWidth > e.clientWidth) trop.push(`${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`);
  }
  return trop;
}"""
NOMMES = {"button", "link", "combobox", "heading", "region", "img", "table", "dialog"}


def _boxes(page: Page) -> dict[str, FloatRect]:
    """Where everything stands: tiles, map with its legend, ladder and operators, themes and progress."""
    places = {t.get_attribute("data-id") or "": t for t in tuiles(page).all()}
    places |= {titre: bloc(page, titre) for titre in (CARTE, ECHELLE, OPERATEURS, THEMES, PROGRESSION)}
    places |= {"dessin": carte(page), "légende": page.get_by_role("list", name="Légende")}
    return {nom: box for nom, place in places.items() if (box := place.bounding_box())}


def test_the_figures_announced_at_the_committee_of_24_september_2019_are_on_the_tiles(ecran: Ecran):
    ecran.open(COPIL)
    assert {indicateur: chiffre(ecran.page, indicateur) for indicateur in FIGURES} == FIGURES
    assert "29 signés + 93 en finalisation" in textes_des_tuiles(ecran.page)["nb_territoires_engages"]
    expect(ecran.page.get_by_text("86 binômes désignés, 58 inconnus")).to_be_visible()


def test_tiles_map_ladder_and_operators_hold_on_a_1600_by_900_screen_without_scrolling(ecran: Ecran):
    ecran.open(COPIL)
    boxes = _boxes(ecran.page)
    assert len(boxes) == 8 + 5 + 2
    for titre in (THEMES, PROGRESSION):
        del boxes[titre]
    outside = {
        nom: f"de {b['y']:.0f} à {b['y'] + b['height']:.0f} px"
        for nom, b in boxes.items()
        if b["x"] < 0 or b["y"] < 0 or b["x"] + b["width"] > 1600 or b["y"] + b["height"] > 900
    }
    assert outside == {}


def test_at_1280_by_720_nothing_overlaps_and_nothing_scrolls_sideways(ecran: Ecran):
    ecran.page.set_viewport_size({"width": 1280, "height": 720})
    ecran.open(COPIL)
    boxes = _boxes(ecran.page)
    del boxes["dessin"], boxes["légende"]
    overlaps = [
        (m, n)
        for (m, a), (n, b) in combinations(boxes.items(), 2)
        if min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 1
        and min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 1
    ]
    assert overlaps == []
    assert ecran.page.get_by_role("heading", level=1).evaluate(DEBORDEMENTS) == []


@pytest.mark.parametrize("chemin", ["/", "/methode", "/accessibilite", "/territoire?id=ti-8419"])
def test_on_a_telephone_no_page_scrolls_sideways(ecran: Ecran, chemin: str):
    ecran.page.set_viewport_size({"width": 390, "height": 844})
    ecran.page.goto(ecran.adresse + chemin)
    expect(ecran.page.get_by_text("code sous licence MIT")).to_be_attached()
    if chemin == "/":
        ecran.wait_drawn()
        assert {nom for nom, b in _boxes(ecran.page).items() if b["x"] < 0 or b["x"] + b["width"] > 390} == set()
    assert ecran.page.get_by_role("heading", level=1).evaluate(DEBORDEMENTS) == []


def test_no_gesture_sends_a_request_outside_or_raises_an_error_in_the_browser(ecran: Ecran):
    page = ecran.page
    page.add_init_script(ALERTE_CSP)
    ecran.open(COPIL)
    for nom, titre in MESURES.items():
        redraw(ecran, page.get_by_role("button", name=nom, exact=True).click)
        expect(bloc(page, titre)).to_be_visible()
    for place in tuiles(page).all():
        place.get_by_role("button").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
    for filtre, valeur in FILTRES.items():
        redraw(ecran, lambda filtre=filtre, valeur=valeur: choose(page, filtre, valeur))
    for chemin in ("/methode", "/territoire?id=ti-8419"):
        page.goto(ecran.adresse + chemin)
        expect(page.get_by_text("code sous licence MIT")).to_be_attached()
        ecran.wait_still()
    assert len(ecran.demandes) > 20
    ecran.assert_local()
    ecran.assert_quiet()


def test_the_page_says_it_is_in_french_and_every_element_has_a_name_to_be_read_aloud(ecran: Ecran):
    page = ecran.page
    ecran.open(COPIL)
    assert page.locator("html").get_attribute("lang") == "fr"
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = [n for n in tree if not n.get("ignored") and n.get("role", {}).get("value") in NOMMES]
    assert len(named) > 149
    assert [n["role"]["value"] for n in named if not n.get("name", {}).get("value", "").strip()] == []
    for place in tuiles(page).all():
        libelle = words(place.get_by_role("heading", level=2).inner_text())
        expect(place.get_by_role("button", name=f"D'où vient ce chiffre : {libelle}")).to_be_visible()


def test_the_map_and_each_chart_say_their_figures_in_words_and_in_a_table(ecran: Ecran):
    page = ecran.page
    ecran.open(COPIL)
    spoken = words(carte(page).get_attribute("aria-label") or "")
    assert "Protocole signé 15, Contrat signé 14, Inconnu 4" in spoken
    heard = {
        ECHELLE: "Fléché 145,0 M€",
        OPERATEURS: "Banque des Territoires",
        THEMES: "Mobilité",
        PROGRESSION: "474 projets au 24/09/2019",
    }
    for titre, mots in heard.items():
        drawing = bloc(page, titre).locator(f'[role="group"][aria-label^="{titre}."]')
        assert mots in words(drawing.get_attribute("aria-label") or "")
    for titre in (CARTE, *heard):
        bloc(page, titre).get_by_role("button", name="Tableau").click()
        table = bloc(page, titre).get_by_role("table")
        expect(table).to_be_visible()
        assert table.get_by_role("row").count() > (144 if titre == CARTE else 2)


def test_the_card_behind_a_figure_opens_from_the_keyboard_and_escape_gives_the_focus_back(ecran: Ecran):
    page = ecran.page
    ecran.open(COPIL)
    mark = tuile(page, "montant_engage").get_by_role("button").first
    mark.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Engagé, État et opérateurs")
    expect(card).to_be_visible()
    for rubrique in ("Définition", "Calcul", "Unité", "Source", "Arrêté"):
        expect(card.get_by_role("term").filter(has_text=rubrique)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()
