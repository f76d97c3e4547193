"""Search as typed: the list answers without Enter, the address follows, one step back undoes the whole word."""

from playwright.sync_api import expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import address, wait_address


def test_a_commune_typed_without_accents_finds_its_territory_while_it_is_typed(ecran: Ecran):
    page = ecran.page
    ecran.open("/territoires?arrete=24/09/2019")
    expect(page.get_by_text("144 territoires, dont")).to_be_visible()
    box = page.get_by_role("searchbox", name="Chercher un territoire")
    box.press_sequentially("oyonnax", delay=150)
    expect(page.get_by_text("1 territoire, dont")).to_be_visible()
    # Focus and caret are where the reader left them, whatever the screen did meanwhile.
    assert page.evaluate("[document.activeElement.value, document.activeElement.selectionStart]") == ["oyonnax", 7]
    wait_address(page, cherche_territoires=["oyonnax"])
    page.reload()
    expect(page.get_by_text("1 territoire, dont")).to_be_visible()
    expect(box).to_have_value("oyonnax")
    box.press("Escape")
    expect(page.get_by_text("144 territoires, dont")).to_be_visible()
    wait_address(page, cherche_territoires=None)
    ecran.assert_quiet()


def test_one_step_back_undoes_the_word_and_not_its_last_letter(ecran: Ecran):
    page = ecran.page
    ecran.open("/projets?arrete=24/09/2019")
    page.get_by_role("searchbox", name="Mots de l'intitulé").press_sequentially("hydrogene", delay=150)
    wait_address(page, cherche_projets=["hydrogene"])
    page.go_back()
    wait_address(page, "/projets", cherche_projets=None)
    expect(page.get_by_text("486 projets trouvés")).to_be_visible()


def test_words_of_one_page_are_not_those_of_another(ecran: Ecran):
    page = ecran.page
    ecran.open("/territoires?arrete=24/09/2019&cherche_territoires=zzzz")
    expect(page.get_by_text("Aucun territoire ne répond à « zzzz »")).to_be_visible()
    page.get_by_role("link", name="Projets", exact=True).click()
    expect(page.get_by_text("486 projets trouvés")).to_be_visible()
    expect(page.get_by_role("searchbox", name="Mots de l'intitulé")).to_have_value("")
    assert not {k for k in address(page) if k.startswith(("cherche", "vue"))}
