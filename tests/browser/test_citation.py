"""Text of an address is shown and does nothing: the browser itself would make a live link of any address it reads."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ecran

DEHORS = "[...document.querySelectorAll('a')].filter((a) => a.hostname !== location.hostname).map((a) => a.href)"
PIEGE = "[Mettez à jour](https://exemple.test) https://exemple.test www.exemple.test a@exemple.test ![x](https://exemple.test/x.png)"
# What the application says of the text, on each page that repeats it.
PAGES = {
    "/projets?projet=": "n'est pas connu",
    "/territoire?id=": "n'existe pas",
    "/?operateur=": "Opérateur inconnu",
    "/territoires?cherche_territoires=": "Aucun territoire ne répond",
    "/projets?cherche_projets=": "Aucun projet",
}


@pytest.mark.parametrize("chemin", PAGES)
def test_a_link_in_an_address_is_not_a_link_on_the_screen(ecran: Ecran, chemin: str):
    # Some of these pages only say that they do not know: no board is drawn there.
    ecran.page.goto(f"{ecran.adresse}{chemin}{PIEGE}")
    expect(ecran.page.get_by_text(PAGES[chemin]).first).to_be_visible()
    expect(ecran.page.get_by_text("Mettez à jour").first).to_be_attached()
    ecran.wait_still()
    assert ecran.page.evaluate(f"() => {DEHORS}") == []
    ecran.assert_local()
