"""A network cut without a word: every screen of the room says so and since when, and comes back by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serveur
from tests.browser.gestes import location, wait_address
from tests.browser.seance.reseau import Reseau
from tests.browser.seance.salle import COPIL, SUIT, Ouvrir, agenda_de, barre, commencer, follows, present, statut
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

PERDUE = re.compile(r"^Connexion perdue depuis [12]\d\ss, écran de \d{1,2}\sh\s\d\d$")
LONGTEMPS = re.compile(r"^Connexion perdue depuis 1\smin\s\d\d\ss, écran de \d{1,2}\sh\s\d\d$")


@pytest.fixture
def reseau(serveur_de_seance: Serveur) -> Iterator[Reseau]:
    reseau = Reseau(serveur_de_seance.adresse)
    yield reseau
    reseau.fermer()


def wait(pages: list[Page], seconds: int) -> None:
    """Let this time go by on every screen."""
    for page in pages:
        page.clock.fast_forward(seconds * 1000)


def test_a_dead_network_is_said_with_its_age_on_every_screen_and_goes_away_by_itself(
    ouvrir: Ouvrir, reseau: Reseau, seance: Seance, base: Base
):
    titles = agenda_de(base, seance)
    options = {"adresse": reseau.adresse, "horloge": True}
    animateur = present(ouvrir, seance, **options)
    suiveur, passant = ouvrir(f"/?suivre={seance.code}", **options), ouvrir(f"/?{COPIL}", **options)
    follows(suiveur, animateur)
    pages = [ecran.page for ecran in (animateur, suiveur, passant)]
    commencer(animateur.page)
    reseau.couper()
    wait(pages, 3)
    expect(statut(suiveur)).to_have_text(SUIT)
    wait(pages, 9)
    for ecran in (suiveur, animateur, passant):
        expect(statut(ecran)).to_have_text(PERDUE)
    wait(pages, 60)
    expect(statut(suiveur)).to_have_text(LONGTEMPS)
    stayed = location(animateur.page)
    animateur.page.keyboard.press("ArrowRight")
    warning = barre(animateur.page).get_by_role("status")
    expect(warning).to_contain_text("les touches ne bougeront rien avant son retour")
    assert location(animateur.page) == stayed
    reseau.rendre()
    for ecran in (suiveur, animateur, passant):
        expect(ecran.page.get_by_text("Connexion perdue")).to_have_count(0)
    expect(warning).to_be_hidden()
    animateur.page.keyboard.press("ArrowRight")
    expect(barre(animateur.page)).to_contain_text(titles[0])
    wait_address(animateur.page, "/territoires")
    follows(suiveur, animateur)
