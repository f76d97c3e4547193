"""One service that has accounts, really running, for all that tries to get in."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import httpx
import pytest

from tests import reseau
from tests.browser.conftest import Serveur, start_server
from tests.magasin import AU_POSTE
from ti_dashboard.acces.actions import ROLES_DE_COMPTE, RoleDAcces
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

PAGE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def service(donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """The demonstration served to a network; its live store is new, with an account of each role."""
    place = tmp_path_factory.mktemp("reseau")
    with pytest.MonkeyPatch.context() as patch:
        reseau.regler(patch, TI_DASHBOARD_LIVE_URL=f"sqlite:///{place / 'seance.sqlite'}")
        store = Base(os.environ["TI_DASHBOARD_LIVE_URL"])
        for role in ROLES_DE_COMPTE:
            reseau.ouvrir_compte(store, f"{role}@exemple.fr", role)
        server = start_server(donnees_demo, place / "journal.txt")
        yield server
        server.stop()
        store.fermer()


@pytest.fixture(scope="module")
def magasin(service: Serveur) -> Iterator[Base]:
    store = Base(os.environ["TI_DASHBOARD_LIVE_URL"]).au_nom_de(AU_POSTE)
    yield store
    store.fermer()


@pytest.fixture(scope="module")
def seance(magasin: Base) -> Seance:
    return seances.ouvrir(magasin, "COPIL", "Direction", date(2019, 9, 24))


@pytest.fixture
def etranger(service: Serveur) -> Iterator[httpx.Client]:
    """Who knows the address, and nothing else; the proxy in front of the service says where they ask from."""
    headers = {"X-Forwarded-For": "192.0.2.9"}
    with httpx.Client(base_url=service.adresse, headers=headers, follow_redirects=False, timeout=20) as client:
        yield client


@pytest.fixture
def entre(service: Serveur, seance: Seance) -> Iterator[Callable[[RoleDAcces], httpx.Client]]:
    """A browser that has signed in under a role, or with the code of the séance."""
    yield from _navigateurs(service, seance)


@pytest.fixture(scope="module")
def deja_entre(service: Serveur, seance: Seance) -> Iterator[Callable[[RoleDAcces], httpx.Client]]:
    """The same, signed in once for a whole module: for tests that only ask, and never sign out."""
    with contextmanager(_navigateurs)(service, seance) as sign_in:
        yield cache(sign_in)


def _navigateurs(service: Serveur, seance: Seance) -> Iterator[Callable[[RoleDAcces], httpx.Client]]:
    opened = []

    def sign_in(role: RoleDAcces) -> httpx.Client:
        client = httpx.Client(base_url=service.adresse, follow_redirects=False, timeout=20)
        opened.append(client)
        if role is RoleDAcces.INVITE:
            answer = client.post("/connexion/seance", data={"code": seance.code}, headers={"Origin": service.adresse})
        elif role is not RoleDAcces.VISITEUR:
            typed = {"courriel": f"{role}@exemple.fr", "mot_de_passe": reseau.MOT_DE_PASSE}
            answer = client.post("/connexion/locale", data=typed, headers={"Origin": service.adresse})
        assert role is RoleDAcces.VISITEUR or answer.status_code == 303, answer.text
        return client

    yield sign_in
    for client in opened:
        client.close()
