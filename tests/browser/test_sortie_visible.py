"""The way out of who came in: at the foot of every page, on a desk and on a telephone, with nothing over it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.gestes import se_connecter
from tests.securite.conftest import magasin, seance, service  # noqa: F401
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.adresse.pages import ENTREES

TAILLES = {"bureau": (1600, 900), "portable": (1280, 720), "téléphone": (390, 844), "étroit": (320, 640)}
# Whether the middle of the link, once it is scrolled to, is the link: nothing is drawn over it. The foot is written
# for a desk and for a telephone; a window shows one of them.
EN_VUE = """() => {
  const sorties = [...document.querySelectorAll('a[href$="/deconnexion"]')].filter((e) => e.checkVisibility());
  if (sorties.length !== 1) return `${sorties.length} sorties`;
  const [lien] = sorties;
  lien.scrollIntoView({ block: "center" });
  const { left, right, top, bottom } = lien.getBoundingClientRect();
  if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) return "hors de l'écran";
  const la = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return lien === la || lien.contains(la) ? "" : `couverte par ${la.outerHTML.slice(0, 200)}`;
}"""


@pytest.fixture(scope="module")
def entre(lecteurs: Lecteurs, service: Serveur) -> Iterator[Ecran]:  # noqa: F811
    """An administrator, whom no page is refused to but by their role."""
    ecran = lecteurs.arriver(service.adresse)
    ecran.page.goto(f"{service.adresse}/connexion")
    se_connecter(ecran.page, f"{RoleDAcces.ADMINISTRATEUR}@exemple.fr")
    expect(ecran.page.get_by_role("link", name="Se déconnecter")).to_be_visible()
    yield ecran
    lecteurs.partir(est_a_refaire=True)


@pytest.mark.parametrize("entree", ENTREES, ids=lambda e: e.fichier)
def test_the_way_out_is_at_the_foot_of_every_page_and_at_every_size(entre: Ecran, entree):
    page = entre.page
    page.goto(f"{entre.adresse}/{entree.fichier}")
    expect(page.get_by_role("link", name="Se déconnecter")).to_be_visible()
    entre.wait_still()
    for nom, (width, height) in TAILLES.items():
        page.set_viewport_size({"width": width, "height": height})
        entre.wait_still()
        assert page.evaluate(EN_VUE) == "", nom
    page.set_viewport_size({"width": 1600, "height": 900})
