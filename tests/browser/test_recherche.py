"""Search as typed: the list answers without Enter, the address follows, one step back undoes the whole word."""

from playwright.sync_api import expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import address, wait_address


def test_a_commune_typed_without_accents_finds_its_territory_while_it_is_typed(ecran: Ecran):
    page = ecran.page
    ecran.open("/territoires?arrete=24/09/2019")
    expect(page.get_by_text("144 territoires :")).to_be_visible()
    box = page.get_by_role("searchbox", name="Chercher un territoire")
    box.press_sequentially("oyonnax", delay=150)
    expect(page.get_by_text("1 territoire :")).to_be_visible()
    # Focus and caret are where the reader left them, whatever the screen did meanwhile.
    assert page.evaluate("[document.activeElement.value, document.activeElement.selectionStart]") == ["oyonnax", 7]
    wait_address(page, cherche_territoires=["oyonnax"])
    page.reload()
    expect(page.get_by_text("1 territoire :")).to_be_visible()
    expect(box).to_have_value("oyonnax")
    box.press("Escape")
    expect(page.get_by_text("144 territoires :")).to_be_visible()
    wait_address(page, cherche_territoires=None)
    ecran.assert_quiet()


def test_one_step_back_undoes_the_word_and_not_its_last_letter(ecran: Ecran):
    page = ecran.page
    ecran.open("/projets?arrete=24/09/2019")
    page.get_by_role("searchbox", name="Mots de l'intitulé").press_sequentially("hydrogene", delay=150)
    wait_address(page, cherche_projets=["hydrogene"])
    expect(page.get_by_text("5 projets trouvés", exact=True)).to_be_visible()
    page.go_back()
    wait_address(page, "/projets", cherche_projets=None)
    expect(page.get_by_text("486 projets trouvés", exact=True)).to_be_visible()


def test_words_of_one_page_are_not_those_of_another(ecran: Ecran):
    page = ecran.page
    ecran.open("/territoires?arrete=24/09/2019&cherche_territoires=zzzz")
    expect(page.get_by_text("Aucun territoire ne répond à « zzzz »")).to_be_visible()
    page.get_by_role("link", name="Projets", exact=True).click()
    expect(page.get_by_text("486 projets trouvés", exact=True)).to_be_visible()
    expect(page.get_by_role("searchbox", name="Mots de l'intitulé")).to_have_value("")
    assert not {k for k in address(page) if k.startswith(("cherche", "vue"))}


def test_a_head_sorts_every_project_found_and_one_step_back_undoes_it(ecran: Ecran):
    page = ecran.page
    ecran.open("/projets?arrete=24/09/2019&page=3")
    head = page.get_by_role("columnheader", name="Remonté le")
    expect(head).not_to_have_attribute("aria-sort", "ascending")
    orders = (("date_remontee", "ascending", "14/01/2019"), ("-date_remontee", "descending", "12/09/2019"))
    for asked, order, first in orders:
        head.get_by_role("button").click()
        wait_address(page, tri_projets=[asked])
        page.wait_for_function("() => !new URLSearchParams(location.search).has('page')")
        expect(head).to_have_attribute("aria-sort", order)
        expect(page.get_by_role("table").last.locator("tbody tr").first).to_contain_text(first)
        # The focus stays on the head: the same key sorts the other way.
        expect(head.get_by_role("button")).to_be_focused()
    page.go_back()
    wait_address(page, tri_projets=["date_remontee"])
    expect(head).to_have_attribute("aria-sort", "ascending")
    ecran.assert_quiet()
