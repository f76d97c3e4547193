"""A screen is visited once, in one of its states, for all that is asked of it."""

from collections.abc import Iterator

import pytest

from tests.browser.accessibilite.etats import ETATS, Etat
from tests.browser.conftest import Ecran, Lecteurs, Serveur

BUREAU = {"width": 1600, "height": 900}


@pytest.fixture(scope="module", params=ETATS, ids=lambda etat: etat.nom)
def etat(request: pytest.FixtureRequest) -> Etat:
    return request.param


@pytest.fixture(scope="module")
def visite(etat: Etat, lecteurs: Lecteurs, serveur: Serveur) -> Iterator[Ecran]:
    """The screen in this state; what a test changes of the window it gives back."""
    ecran = lecteurs.arriver(serveur.adresse)
    etat.ouvrir(ecran)
    yield ecran
    ecran.page.set_viewport_size(BUREAU)
    lecteurs.partir()
