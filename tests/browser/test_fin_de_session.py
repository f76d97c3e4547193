"""A session that is about to end says so, and one button puts that off; what was being written stays."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.gestes import se_connecter
from tests.securite.conftest import magasin, service  # noqa: F401
from ti_dashboard import horloge
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live.base import Base
from ti_dashboard.live.tables import session as table

PREVENUE = "Votre session finit dans"
ANNONCE = "p.annonces"


@pytest.fixture
def entre(lecteurs: Lecteurs, service: Serveur) -> Iterator[Ecran]:  # noqa: F811
    ecran = lecteurs.arriver(service.adresse)
    ecran.page.goto(f"{service.adresse}/projets?region=Bretagne")
    se_connecter(ecran.page, f"{RoleDAcces.ANIMATEUR}@exemple.fr")
    ecran.wait_drawn()
    ecran.wait_still()
    yield ecran
    lecteurs.partir()


@pytest.fixture
def vieillir(magasin: Base) -> Callable[..., None]:  # noqa: F811
    """Each session was opened, and seen last, that long ago."""

    def age(ouverte: timedelta, vue: timedelta) -> None:
        now = horloge.maintenant()
        with magasin.ecrire("se_connecter") as ecriture:
            when = {"ouverte_le": (now - ouverte).isoformat(), "vue_le": (now - vue).isoformat()}
            ecriture.con.execute(update(table).values(**when))

    return age


def revoir(page: Page) -> None:
    """What a reader does who comes back to this tab."""
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_one_is_warned_and_stays_by_one_button_the_keyboard_back_where_it_was(entre: Ecran, vieillir):
    page = entre.page
    banner = page.get_by_role("region", name="Fin de la session")
    revoir(page)
    expect(banner).to_have_count(0)
    page.get_by_role("combobox", name="Région").focus()
    vieillir(timedelta(hours=3), timedelta(hours=1, minutes=57, seconds=30))
    revoir(page)
    expect(banner).to_contain_text(f"{PREVENUE} 2 minutes.")
    expect(page.locator(ANNONCE)).to_contain_text(PREVENUE)
    expect(page.get_by_role("combobox", name="Région")).to_be_focused()
    button = banner.get_by_role("button", name="Rester connecté")
    button.focus()
    page.keyboard.press("Enter")
    expect(banner).to_have_count(0)
    expect(page.locator(ANNONCE)).to_contain_text("Votre session continue.")
    expect(page.get_by_role("combobox", name="Région")).to_be_focused()
    entre.assert_quiet()


def test_a_panel_that_is_open_stays_open(entre: Ecran, vieillir):
    page = entre.page
    page.get_by_role("button", name="D'où vient ce chiffre").first.click()
    page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_be_visible()
    vieillir(timedelta(hours=3), timedelta(hours=1, minutes=59, seconds=30))
    revoir(page)
    expect(page.locator(".fin-de-session")).to_contain_text("moins d'une minute")
    page.get_by_role("button", name="Rester connecté").click()
    expect(page.locator(".fin-de-session")).to_be_hidden()
    expect(panel).to_be_visible()


def test_what_no_gesture_moves_away_is_said_so(entre: Ecran, vieillir):
    vieillir(timedelta(hours=19, minutes=56), timedelta(minutes=1))
    revoir(entre.page)
    banner = entre.page.get_by_role("region", name="Fin de la session")
    expect(banner).to_contain_text("Elle ne peut plus être prolongée")
    expect(banner.get_by_role("button")).to_have_count(0)


def test_a_store_that_does_not_answer_prolongs_nothing_and_says_it(entre: Ecran, vieillir):
    page = entre.page
    vieillir(timedelta(hours=3), timedelta(hours=1, minutes=57))
    revoir(page)
    page.route("**/session", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="Rester connecté").click()
    expect(page.locator(".fin-de-session")).to_contain_text("n'est pas prolongée")
    page.unroute("**/session")
    page.get_by_role("button", name="Rester connecté").click()
    expect(page.locator(".fin-de-session")).to_be_hidden()


def test_once_over_one_comes_back_to_the_same_screen(entre: Ecran, vieillir):
    page = entre.page
    left = page.url
    vieillir(timedelta(hours=3), timedelta(hours=2))
    revoir(page)
    banner = page.get_by_role("region", name="Fin de la session")
    expect(banner).to_contain_text("Votre session est finie")
    banner.get_by_role("button", name="Se reconnecter").click()
    se_connecter(page, f"{RoleDAcces.ANIMATEUR}@exemple.fr")
    entre.wait_drawn()
    expect(page).to_have_url(left)
