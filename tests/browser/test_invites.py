"""The code of a séance, in a real browser: its screens, live, and nothing else; until the presenter sends away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.securite.conftest import magasin, seance, service  # noqa: F401
from ti_dashboard.live import etapes, seances, sessions
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

PROJETS = "/projets?arrete=24%2F09%2F2019&phase=Phase+I+%282018-2022%29&compare=30%2F04%2F2019"
REGION = "/territoires?arrete=24%2F09%2F2019&region=Bretagne"


@pytest.fixture
def invite(lecteurs: Lecteurs, service: Serveur, seance: Seance) -> Iterator[Ecran]:  # noqa: F811
    """Who photographed the image of the séance, and said yes."""
    guest = lecteurs.arriver(service.adresse)
    guest.page.goto(f"{service.adresse}/?suivre={seance.code}")
    guest.page.get_by_role("button", name="Rejoindre la séance").click()
    guest.page.wait_for_url(f"**suivre={seance.code}**")
    yield guest
    lecteurs.partir()


def montrer(magasin: Base, seance: Seance, adresse: str) -> None:  # noqa: F811
    seances.deplacer(magasin, seance.code, adresse, seances.lire(magasin, seance.code).version)


def test_a_guest_follows_the_room_and_sees_its_screens_only(invite: Ecran, magasin: Base, seance: Seance):  # noqa: F811
    page = invite.page
    montrer(magasin, seance, PROJETS)
    page.wait_for_url("**/projets?**")
    invite.wait_drawn()
    expect(page.get_by_role("navigation").get_by_role("link", name="Financements")).to_have_count(0)
    # One that does not follow for a moment sees what its address asks for, a refusal; to follow brings back.
    page.route("**/evenements/**", lambda route: route.abort())
    for elsewhere in ("/financements", "/donnees", "/comptes", "/evolutions", f"{REGION}&chiffre=territoires_engages"):
        page.goto(invite.adresse + elsewhere)
        expect(page.get_by_text("n'est pas de la séance").or_(page.get_by_text("demande un droit"))).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Revenir à l'écran de la salle").click()
    page.wait_for_url("**/projets?**")


def test_a_guest_sees_the_steps_of_the_agenda(invite: Ecran, magasin: Base, seance: Seance):  # noqa: F811
    montrer(magasin, seance, PROJETS)
    etapes.ajouter(magasin, seance.code, "Bretagne", "Région", 5, REGION)
    invite.page.route("**/evenements/**", lambda route: route.abort())
    invite.page.goto(invite.adresse + REGION)
    invite.wait_drawn()
    expect(invite.page.get_by_text("n'est pas de la séance")).to_have_count(0)
    expect(invite.page.get_by_role("button", name="Télécharger en CSV")).to_have_count(0)


def test_a_guest_sent_away_is_out_and_the_code_lets_nobody_in(invite: Ecran, magasin: Base, seance: Seance):  # noqa: F811
    sessions.renvoyer_les_invites(magasin, seance.code)
    invite.page.goto(f"{invite.adresse}/?suivre={seance.code}")
    expect(invite.page.get_by_role("heading", name="Connexion")).to_be_visible()
    invite.page.get_by_role("button", name="Rejoindre la séance").click()
    expect(invite.page.get_by_role("alert")).to_contain_text("Aucune séance ouverte aux invités")
    sessions.accueillir_les_invites(magasin, seance.code)
    invite.page.get_by_role("button", name="Rejoindre la séance").click()
    invite.page.wait_for_url(f"**suivre={seance.code}**")
