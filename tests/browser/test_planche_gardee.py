"""The message of each page, as it was last sent, drawn by the board alone: whole, at every width."""

import pytest
from playwright.sync_api import Page

from tests.planches import PAGES, gardees

# What stands on the page: the ids of the tiles and of the blocks, how many territories answer, the heading.
DESSINE = """() => {
  const ids = (qui) => [...ombre.querySelectorAll(qui)].map((e) => e.dataset.id);
  return { tuiles: ids(".tuile").toSorted(), blocs: ids(".bloc").toSorted(),
           actifs: ids(".carte:not([hidden]) .territoire[tabindex]").length,
           titre: ombre.querySelector(".titre").textContent, vides: ombre.querySelectorAll(".dessin:empty").length };
}"""
SIGNEE = "s => ombre.querySelector('.planche').dataset.signature === s"


@pytest.mark.parametrize("nom", PAGES)
def test_the_board_draws_the_message_of_a_page_whole(planche: Page, nom: str):
    complaints: list[str] = []
    planche.on("pageerror", lambda error: complaints.append(str(error)))
    for board in gardees(nom):
        planche.evaluate("d => { dessiner(d); }", board)
        planche.wait_for_function(SIGNEE, arg=board["signature"])
        assert planche.evaluate(DESSINE) == {
            "tuiles": sorted(tile["id"] for tile in board["tuiles"]),
            "blocs": sorted(f"{block['type']}-{block['id']}" for block in board["blocs"]),
            "actifs": len(board["carte"]["valeurs"]) if board["carte"] else 0,
            "titre": board["titre"],
            "vides": 0,
        }
        for width in (1600, 1280, 390):
            planche.set_viewport_size({"width": width, "height": 844})
            assert planche.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
