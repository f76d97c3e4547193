"""The code of a séance, in a real browser: its screens, live, and nothing else; until the presenter sends away."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import APIRequestContext, expect

from tests import reseau
from tests.browser.conftest import Ecran, Lecteurs, Serveur
from tests.browser.seance.conduite import Conduite
from tests.securite.conftest import magasin, seance, service  # noqa: F401
from ti_dashboard.acces.actions import RoleDAcces
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


@pytest.fixture
def conduite(lecteurs: Lecteurs, service: Serveur, seance: Seance) -> Conduite:  # noqa: F811
    """Who presents, from another browser."""
    return Conduite(animateur(lecteurs, service), service.adresse, seance)


def test_a_guest_follows_the_room_and_sees_its_screens_only(invite: Ecran, conduite: Conduite):
    page = invite.page
    conduite.faire("deplacer", adresse=PROJETS)
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


def test_a_guest_sees_the_steps_of_the_agenda(
    invite: Ecran,
    conduite: Conduite,
    magasin: Base,  # noqa: F811
    seance: Seance,  # noqa: F811
):
    conduite.faire("deplacer", adresse=PROJETS)
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


def test_the_telephone_of_a_guest_waits_for_the_draft_then_follows_it_to_the_end(
    lecteurs: Lecteurs,
    service: Serveur,  # noqa: F811
    magasin: Base,  # noqa: F811
):
    draft = seances.preparer(magasin, "Prochain COPIL", "Direction", date(2019, 9, 24))
    etapes.ajouter(magasin, draft.code, "Que deviennent les projets ?", "CGET", 10, PROJETS)
    page = lecteurs.arriver(service.adresse).page
    page.goto(f"{service.adresse}/salle?suivre={draft.code}")
    page.get_by_role("button", name="Rejoindre la séance").click()
    page.wait_for_url(f"**/salle?suivre={draft.code}")
    expect(page.locator("#etat")).to_contain_text("La séance n'a pas commencé")
    expect(page.get_by_text("Que deviennent les projets ?")).to_have_count(0)
    lead = Conduite(animateur(lecteurs, service), service.adresse, draft)
    lead.faire("commencer")
    lead.faire("avancer", de="etape", pas=1)
    expect(page.get_by_role("heading", name="Que deviennent les projets ?")).to_be_visible()
    page.get_by_role("button", name="Voir l'écran").click()
    expect(page.locator("#ecran")).to_contain_text("474")
    lead.faire("clore")
    expect(page.locator("#etat")).to_contain_text("La séance est close.")
    lecteurs.partir()


def animateur(lecteurs: Lecteurs, service: Serveur) -> APIRequestContext:  # noqa: F811
    """Who presents, signed in from another browser."""
    asks = lecteurs.arriver(service.adresse).page.request
    typed = {"courriel": f"{RoleDAcces.ANIMATEUR}@exemple.fr", "mot_de_passe": reseau.MOT_DE_PASSE}
    answer = asks.post(f"{service.adresse}/connexion/locale", form=typed, headers={"Origin": service.adresse})
    assert answer.ok, answer.text()
    return asks
