"""The screens that must be usable by all: every page, then its states. A page more is a line here, or in the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.conftest import Ecran
from ti_dashboard.adresse.pages import ENTREES

# Streamlit is at rest before what it has just placed has come, and before what has come has drawn.
SONT_DESSINES = """() => {
  const estDessine = (composant) => {
    const hote = [...composant.querySelectorAll("*")].find((e) => e.shadowRoot);
    const planche = hote?.shadowRoot.querySelector(".planche");
    return planche ? planche.dataset.signature : (hote?.shadowRoot ?? composant).querySelector("button, p, div div");
  };
  const attendus = document.querySelector("[data-testid=stSkeleton]");
  return !attendus && [...document.querySelectorAll(".stBidiComponent")].every(estDessine);
}"""


def _rien(ecran: Ecran) -> None:
    """The screen as its address gives it."""


@dataclass(frozen=True)
class Etat:
    """``geste``: what is done once the page is open."""

    nom: str
    chemin: str
    geste: Callable[[Ecran], object] = _rien

    def ouvrir(self, ecran: Ecran) -> None:
        ecran.page.goto(ecran.adresse + self.chemin)
        ecran.wait_still()
        ecran.page.wait_for_function(SONT_DESSINES)
        self.geste(ecran)


# A page of the menu is there by itself; its address is its name, unless it needs more.
ADRESSES = {"accueil": "/", "territoire": "/territoire?id=ti-8419"}
PAGES = tuple(Etat(page.fichier, ADRESSES.get(page.fichier, f"/{page.fichier}")) for page in ENTREES)
ETATS = PAGES
