"""axe-core finds nothing wrong, on any page and in any of its states."""

import pytest

from tests.browser.accessibilite import axe
from tests.browser.accessibilite.etats import ETATS, Etat
from tests.browser.conftest import Ecran


@pytest.fixture(scope="session")
def script() -> str:
    return axe.lire()


@pytest.mark.parametrize("etat", ETATS, ids=lambda etat: etat.nom)
def test_axe_finds_no_violation(ecran: Ecran, script: str, etat: Etat) -> None:
    etat.ouvrir(ecran)
    assert axe.violations(ecran.page, script) == []
