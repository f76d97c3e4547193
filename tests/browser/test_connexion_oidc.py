"""A real browser signs in by a provider as strict as ProConnect, works, and signs out of both."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran, Lecteurs, start_server
from tests.connexion.porte import inviter, regler
from tests.fournisseur_oidc import FournisseurDEssai, servir
from tests.magasin import base


@pytest.fixture(scope="module")
def provider() -> Iterator[FournisseurDEssai]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        here = f"http://127.0.0.1:{taken.getsockname()[1]}/connexion"
    with servir(FournisseurDEssai(strict=True, retour=f"{here}/retour", sortie=f"{here}/sortie")) as served:
        yield served


@pytest.fixture(scope="module")
def service(chromium_path, donnees_demo: Path, provider, tmp_path_factory) -> Iterator[str]:
    """The whole application, open to a network, its live store apart."""
    folder = tmp_path_factory.mktemp("reseau")
    with pytest.MonkeyPatch.context() as patch:
        regler(patch, provider, TI_DASHBOARD_LIVE_URL=f"sqlite:///{folder / 'seances.sqlite'}")
        patch.setenv("TI_DASHBOARD_OIDC_ADRESSE_RETOUR", provider.retour)
        patch.setenv("TI_DASHBOARD_OIDC_ADRESSE_APRES_DECONNEXION", provider.sortie)
        server = start_server(donnees_demo, folder / "journal.txt", int(provider.retour.split(":")[2].split("/")[0]))
        yield server.adresse
        server.stop()
        base().fermer()


@pytest.fixture
def visiteur(lecteurs: Lecteurs, service: str) -> Iterator[Ecran]:
    yield lecteurs.arriver(service)
    lecteurs.partir()


def _prendre_le_bouton(page: Page) -> None:
    page.get_by_role("link", name="S'identifier avec ProConnect").click()


def test_one_comes_in_where_one_was_going_and_leaves_both(visiteur, service, provider):
    inviter("camille.martin@region.example")
    page = visiteur.page
    page.goto(f"{service}/projets?region=Bretagne")
    assert page.url.startswith(f"{service}/connexion?vers=")
    _prendre_le_bouton(page)
    visiteur.wait_drawn()
    assert page.url.startswith(f"{service}/projets?region=Bretagne")
    page.goto(f"{service}/deconnexion")
    page.get_by_role("button", name="Se déconnecter de ce navigateur").click()
    expect(page).to_have_url(f"{service}/connexion")
    assert len(provider.sorties) == 1
    page.goto(f"{service}/projets")
    assert page.url.startswith(f"{service}/connexion?vers=")
    visiteur.assert_quiet()
    visiteur.assert_local()


def test_who_is_not_invited_reads_whom_to_ask(visiteur, service, provider):
    provider.personne |= {"sub": "un-autre", "email": "un.autre@ailleurs.example"}
    page = visiteur.page
    page.goto(service)
    _prendre_le_bouton(page)
    expect(page.get_by_role("alert")).to_contain_text("personne ne vous a invité")
    page.get_by_role("link", name="Venir sous une autre identité").click()
    expect(page).to_have_url(f"{service}/connexion")
