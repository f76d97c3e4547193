"""The board alone, without Streamlit: gestures, updates that keep what the reader was doing, widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planche_harnais import carte, donnees

# The median of several updates, on a machine that runs other tests: the aim in a quiet browser is 10 ms.
MILLISECONDES = 10
LIRE_CONTOURS = "async a => Boolean(await (await import('/ressources/contours.js')).lire(a))"
FOYER = "() => ombre.activeElement?.dataset.id ?? null"


def _update(page: Page, **changes) -> float:
    """Milliseconds the component took to draw this message."""
    return page.evaluate("d => dessiner(d)", donnees(**changes))


def _enter_map(page: Page) -> None:
    page.get_by_role("button", name="Engagé par habitant", exact=True).focus()
    page.keyboard.press("Tab")


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_go_around_it(planche: Page):
    _enter_map(planche)
    first = planche.evaluate(FOYER)
    assert first and first.startswith("ti-")
    for key in ("ArrowRight", "ArrowDown", "End", "Home", "b"):
        planche.keyboard.press(key)
    here = planche.evaluate(FOYER)
    name = planche.locator(f'.territoire[data-id="{here}"]').get_attribute("aria-label")
    assert name and name.startswith("B") and here != first
    expect(planche.locator(".info-ligne")).to_contain_text(name.rpartition(", ")[0])
    assert planche.locator(".anneau").get_attribute("d")
    planche.keyboard.press("Tab")
    assert not (planche.evaluate(FOYER) or "").startswith("ti-")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_on_a_territory_is_a_gesture(planche: Page, key: str):
    _enter_map(planche)
    planche.keyboard.press("ArrowDown")
    here = planche.evaluate(FOYER)
    planche.keyboard.press(key)
    assert planche.evaluate("gestes") == [["geste", {"type": "territoire", "id": here}]]


def test_bars_and_measures_are_gestures_too(planche: Page):
    planche.get_by_role("button", name="Bpifrance", exact=False).filter(visible=True).first.click()
    planche.get_by_role("button", name="Montant engagé", exact=True).click()
    assert planche.evaluate("gestes.map((g) => g[1])") == [
        {"type": "operateur", "id": "bpifrance"},
        {"type": "mesure", "id": "montant"},
    ]


def test_an_update_is_short_and_keeps_the_focus_and_the_elements(planche: Page):
    _enter_map(planche)
    here = planche.evaluate(FOYER)
    planche.evaluate("() => { window.avant = ombre.activeElement; }")
    times = sorted(_update(planche, signature=f"s{i}", carte=carte(decalage=i)) for i in range(1, 10))
    assert times[len(times) // 2] < MILLISECONDES
    assert planche.evaluate("ombre.activeElement === avant")
    assert planche.evaluate(FOYER) == here
    said = planche.locator(f'.territoire[data-id="{here}"]').get_attribute("aria-label").rpartition(", ")[2]
    expect(planche.locator(".info-ligne")).to_contain_text(said)


def test_an_open_card_and_an_open_table_survive_an_update(planche: Page):
    planche.get_by_role("button", name="Tableau : Qui engage").click()
    planche.locator(".info").nth(3).click()
    changed = donnees()["tuiles"]
    nb = len(next(b for b in donnees()["blocs"] if b["titre"] == "Qui engage")["lignes"])
    changed[3]["valeur"] = "240"
    changed[3]["fiche"]["definition"] = "Une autre définition."
    _update(planche, signature="apres", tuiles=changed)
    expect(planche.get_by_role("dialog")).to_contain_text("Une autre définition.")
    expect(planche.get_by_role("table")).to_be_visible()
    planche.keyboard.press("Escape")
    expect(planche.get_by_role("dialog")).to_be_hidden()
    expect(planche.locator(".info").nth(3)).to_be_focused()
    expect(planche.get_by_role("table", name="Qui engage").get_by_role("row")).to_have_count(1 + nb)


def test_another_phase_is_signed_only_once_its_outlines_are_drawn(planche: Page):
    _update(planche, signature="phase-2", titre="Phase deux", carte=carte(2))
    expect(planche.locator('.planche[data-signature="phase-2"]')).to_be_visible()
    expect(planche.locator(".territoire")).to_have_count(183)
    expect(planche.get_by_role("heading", level=1)).to_have_text("Phase deux")


def test_a_late_map_never_draws_over_a_newer_message(planche: Page):
    late = carte(2)
    planche.evaluate(
        "([a, b]) => { dessiner(a); dessiner(b); }",
        [donnees(signature="vieux", titre="Vieux", carte=late), donnees(signature="neuf", titre="Neuf")],
    )
    # The board asked for these outlines first: once we have them, it has had them.
    assert planche.evaluate(LIRE_CONTOURS, late["contours"])
    expect(planche.get_by_role("heading", level=1)).to_have_text("Neuf")
    assert planche.locator(".planche").get_attribute("data-signature") == "neuf"
    expect(planche.locator(".territoire")).to_have_count(149)


def test_a_map_that_cannot_be_read_leaves_the_figures_and_the_table(planche: Page):
    lost = carte() | {"contours": "/ressources/contours-absents.json"}
    _update(planche, signature="sans-carte", titre="Autre titre", carte=lost)
    expect(planche.locator('.planche[data-signature="sans-carte"]')).to_be_visible()
    expect(planche.get_by_role("heading", level=1)).to_have_text("Autre titre")


def test_a_filter_zooms_on_its_region_and_the_rest_cannot_be_reached(planche: Page):
    whole = planche.locator(".carte-svg").get_attribute("viewBox")
    _update(planche, signature="bretagne", carte=carte(region="53"))
    assert planche.locator(".carte-svg").get_attribute("viewBox") != whole
    kept = len(carte(region="53")["valeurs"])
    expect(planche.locator(".territoire[tabindex]")).to_have_count(kept)
    expect(planche.locator(".territoire[tabindex='0']")).to_have_count(1)


def test_a_territory_bears_the_name_its_arrete_gave_it_and_takes_its_own_back(planche: Page):
    label = planche.locator('[data-id="ti-5304"]')
    today = label.get_attribute("aria-label") or ""
    _update(planche, signature="alors", carte=carte() | {"noms": {"ti-5304": ["Trégor", "Normandie", "28"]}})
    expect(label).to_have_attribute("aria-label", today.replace("Lannion-Trégor", "Trégor"))
    assert "Lannion-Trégor" in today
    _update(planche, signature="de-nouveau", carte=carte())
    expect(label).to_have_attribute("aria-label", today)


def test_unknown_zero_and_nothing_do_not_look_alike(planche: Page):
    blocks = donnees()["blocs"]
    blocks[0]["lignes"][0] |= {"valeur": None, "texte": "inconnu"}
    blocks[0]["lignes"][1] |= {"valeur": 0, "texte": "0 €"}
    _update(planche, blocs=blocks)
    states = planche.locator(".ligne").evaluate_all("ls => ls.map((l) => l.dataset.etat ?? 'connu')")
    assert {"inconnu", "zero", "connu"} == set(states)
    assert planche.locator(".territoire.c-1").first.get_attribute("fill").startswith("url(#")
    empty = donnees()["blocs"]
    for bloc in empty:
        bloc |= {"lignes": []} if bloc["type"] == "barres" else {"series": []}
    _update(planche, signature="vide", message="Aucun projet ne répond à ces filtres.", blocs=empty)
    expect(planche.get_by_text("Rien à montrer avec ces filtres.")).to_have_count(4)
    expect(planche.get_by_role("status").filter(has_text="Aucun projet ne répond à ces filtres.")).to_be_visible()


def test_the_cleanup_of_an_overtaken_call_leaves_the_board(planche: Page):
    planche.evaluate("() => { window.ancien = defaire; }")
    _update(planche, signature="apres")
    planche.evaluate("ancien()")
    expect(planche.locator(".planche")).to_have_count(1)
    planche.evaluate("defaire()")
    expect(planche.locator(".planche")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 700, 1024, 1280, 1600])
def test_nothing_scrolls_sideways_at_any_width(planche: Page, width: int):
    planche.set_viewport_size({"width": width, "height": 844})
    assert planche.evaluate("document.documentElement.scrollWidth") <= width
