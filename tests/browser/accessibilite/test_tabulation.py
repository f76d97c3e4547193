"""The Tab key followed to the end of each screen: nothing is passed over, nothing holds it, and each stop is seen."""

from collections.abc import Callable

import pytest

from tests.browser.accessibilite.etats import ETATS, PAGES, Etat, par_lots
from tests.browser.accessibilite.tabulation import parcourir
from tests.browser.conftest import Ecran

AUTRES = (
    "tableaux de l'accueil",
    "méthode dépliée",
    "présentation sombre",
    "écran qui anime",
    "animateur en séance",
    "connexion",
    "invitation",
    "téléphone à inscrire",
    "comptes, Droits",
)
SUIVIS = (*PAGES, *(etat for etat in ETATS if etat.nom in AUTRES))


@pytest.mark.parametrize("etat", par_lots(SUIVIS))
def test_tab_goes_to_the_end_of_the_screen_in_its_order_and_each_stop_is_seen(
    etat: Etat, visiter: Callable[..., Ecran]
) -> None:
    found = parcourir(visiter(etat).page)
    assert found.sans_anneau == []
    assert found.retours == [] and found.places == [] and found.manques == []


@pytest.mark.parametrize("nom", ["accueil", "donnees", "seance", "connexion"])
def test_in_forced_colours_each_stop_is_seen(nom: str, visiter: Callable[..., Ecran]) -> None:
    [etat] = [etat for etat in ETATS if etat.nom == nom]
    assert parcourir(visiter(etat, forced_colors="active").page).sans_anneau == []
