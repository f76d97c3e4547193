"""A service with accounts by the keyboard alone: come in, invite, be invited, close an account."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.accessibilite.clavier import actionner, aller, ecrire, tient_le_foyer
from tests.browser.accessibilite.conftest import Lieu
from tests.browser.accessibilite.gestes_audites import ADMINISTRATEUR, attendre
from tests.browser.conftest import Lecteurs
from tests.reseau import MOT_DE_PASSE
from ti_dashboard.ecrans.comptes.parametres import VOLET_DES_COMPTES

INVITEE = "claude@service.example"


def _se_connecter(page: Page, courriel: str) -> None:
    ecrire(page, page.get_by_label("Adresse électronique"), courriel)
    ecrire(page, page.get_by_label("Mot de passe"), MOT_DE_PASSE)
    page.keyboard.press("Enter")


def test_one_comes_in_invites_and_closes_the_account_of_who_came(service: Lieu, lecteurs: Lecteurs) -> None:
    chief, guest = lecteurs.arriver(service[0]), lecteurs.arriver(service[0])
    try:
        page = chief.page
        page.goto(f"{chief.adresse}/connexion")
        _se_connecter(page, ADMINISTRATEUR)
        chief.wait_drawn()
        page.goto(f"{chief.adresse}/comptes?{VOLET_DES_COMPTES.nom}=Invitations")
        attendre(chief)

        ecrire(page, page.get_by_label("Adresse électronique, ou SIRET"), INVITEE)
        ecrire(page, page.get_by_label("Fonction, telle que"), "Cheffe de projet")
        aller(page, page.get_by_role("combobox", name="Rôles"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        actionner(page, page.get_by_role("button", name="Inviter", exact=True))
        link = urlsplit(page.get_by_text("jeton=").inner_text())
        tient_le_foyer(chief)

        guest.page.goto(f"{guest.adresse}{link.path}?{link.query}")
        for label in ("Mot de passe", "Le même"):
            ecrire(guest.page, guest.page.get_by_label(label), MOT_DE_PASSE)
        guest.page.keyboard.press("Enter")
        guest.wait_drawn()

        page.goto(f"{chief.adresse}/comptes")
        attendre(chief)
        expect(page.get_by_text("claude@").first).to_contain_text("· lecteur · Tout le programme")
        actionner(page, page.get_by_role("button", name="Modifier le compte claude@"))
        box = page.get_by_role("checkbox", name="le fermer pour toujours")
        actionner(page, box, "Space")
        expect(box).to_be_checked()
        chief.wait_still()
        actionner(page, page.get_by_role("button", name="Fermer ce compte et ses sessions"))
        expect(page.get_by_text("Comptes fermés (1)")).to_be_visible()
        tient_le_foyer(chief)
        guest.page.reload()
        expect(guest.page.get_by_role("button", name="Se connecter")).to_be_visible()
    finally:
        lecteurs.partir()
