"""What was said and what is computed today, on one tile: both in sight, whole, at every width."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planche_harnais import donnees, tuiles

SCELLE = {
    "texte": "108,0\u00a0M€ dit le 24/09/2019 ; 112,3\u00a0M€ avec la définition de\u00a02026",
    "dit_le": "108,0\u00a0M€ dit le 24/09/2019",
    "dit": "dit le 24/09/2019",
    "recalcule": "112,3\u00a0M€ avec la définition de\u00a02026",
}
# The line stands inside its tile, is not cut, and its letters are as high as those of a unit at least.
TIENT = """() => {
  const ligne = ombre.querySelector(".scelle:not([hidden])");
  const [l, t] = [ligne.getBoundingClientRect(), ligne.closest(".tuile").getBoundingClientRect()];
  const dedans = l.left >= t.left && l.right <= t.right + 1 && l.bottom <= t.bottom + 1;
  const taille = (e) => parseFloat(getComputedStyle(e).fontSize);
  const unite = ligne.closest(".tuile").querySelector(".unite");
  return { dedans, entier: ligne.scrollWidth <= ligne.clientWidth + 1, lisible: taille(ligne) >= taille(unite) };
}"""


@pytest.mark.parametrize("width", [1600, 1280, 390])
def test_both_values_are_read_whole_on_the_tile(planche: Page, width: int):
    planche.set_viewport_size({"width": width, "height": 844})
    first, *others = tuiles()
    planche.evaluate("d => dessiner(d)", donnees(tuiles=[first | {"valeur": "108,0 M€", "scelle": SCELLE}, *others]))
    line = planche.locator(".scelle:visible")
    expect(line).to_have_count(1)
    expect(line).to_have_text("dit le 24/09/2019 ; 112,3 M€ avec la définition de 2026")
    assert planche.evaluate(TIENT) == {"dedans": True, "entier": True, "lisible": True}
    planche.evaluate("d => dessiner(d)", donnees())
    expect(planche.locator(".scelle:visible")).to_have_count(0)
