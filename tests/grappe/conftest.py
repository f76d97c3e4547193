"""The replicas that « make grappe » starts, and readers sent to the one or the other. Run by « make test-grappe »."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from outils.grappe import ensemble
from outils.grappe.ensemble import Grappe
from tests.browser.conftest import Ecran, chromium_path, navigateur
from tests.browser.mandataire.conftest import LecteursDehors
from tests.grappe.compte import entrer, ouvrir_un_compte
from tests.magasin import AU_POSTE
from tests.mandataire import REPLIQUE, TEMOIN, Mandataire, temoin, vu_par
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

# Of pytest, which reads its fixtures here.
__all__ = ("chromium_path", "navigateur")
Arriver = Callable[[int], Ecran]


@pytest.fixture(scope="session")
def servies(donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grappe, Mandataire]]:
    folder = tmp_path_factory.mktemp("repliques")
    with ensemble.servir(folder, 2, TI_DASHBOARD_DONNEES=str(donnees_demo)) as (started, front):
        yield started, vu_par(front)


@pytest.fixture
def grappe(servies: tuple[Grappe, Mandataire]) -> Iterator[Grappe]:
    """All of them run when a test begins."""
    started, _ = servies
    yield started
    started.demarrer(*(port for port, process in started.repliques.items() if process.poll() is not None))


@pytest.fixture
def proxy(servies: tuple[Grappe, Mandataire]) -> Mandataire:
    return servies[1]


@pytest.fixture(scope="session")
def base_commune(servies: tuple[Grappe, Mandataire]) -> Iterator[Base]:
    """The store of the replicas, with one account that may do all."""
    base = Base(servies[0].magasin).au_nom_de(AU_POSTE)
    ouvrir_un_compte(base)
    yield base
    base.fermer()


@pytest.fixture
def seance_commune(base_commune: Base) -> Seance:
    return seances.ouvrir(base_commune, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))


@pytest.fixture
def session_ouverte(proxy: Mandataire, base_commune: Base) -> str:
    """What the browser of who signed in holds."""
    return entrer(proxy)


@pytest.fixture
def arriver(navigateur: Browser, proxy: Mandataire, session_ouverte: str) -> Iterator[Arriver]:
    """A new browser of the same account, that nginx sends to the replica of this port."""
    lecteurs = LecteursDehors(navigateur)

    def come(port: int) -> Ecran:
        ecran = lecteurs.arriver(proxy.adresse)
        held = {TEMOIN: session_ouverte, REPLIQUE: temoin(port)}
        kept = {"url": proxy.adresse, "secure": True, "httpOnly": True, "sameSite": "Lax"}
        ecran.page.context.add_cookies([{"name": name, "value": value, **kept} for name, value in held.items()])
        return ecran

    yield come
    lecteurs.partir(est_a_refaire=True)


def reprise_par(ecran: Ecran) -> str:
    """The replica where the screen of this browser lives now."""
    return next(c["value"] for c in ecran.page.context.cookies() if c["name"] == REPLIQUE)


def servie_par(proxy: Mandataire, port: int) -> bool:
    """Whether nginx sends to a replica who goes back to it: it leaves alone for a while one that has failed."""
    with proxy.client(cookies={REPLIQUE: temoin(port)}) as client:
        asked = client.get("/sante").headers["x-request-id"]
    return any(line["demande"] == asked and line["replique"] == f"127.0.0.1:{port}" for line in proxy.journal())


def attendre(est_la: Callable[[], bool], s: float = 90) -> None:
    end = time.monotonic() + s
    while not est_la():
        assert time.monotonic() < end
        time.sleep(0.05)
