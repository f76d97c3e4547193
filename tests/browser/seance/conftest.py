"""A room: one server over a live store of its own, and as many readers as a test opens."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.browser.conftest import Ecran, Lecteurs, Serveur, start_server
from tests.browser.seance.reseau import Reseau
from tests.browser.seance.salle import Lancer, Ouvrir
from tests.magasin import AU_POSTE
from ti_dashboard.live import corrections, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('live') / 'seance.sqlite'}"


@pytest.fixture(scope="session")
def base(url: str) -> Iterator[Base]:
    base = Base(url).au_nom_de(AU_POSTE)
    yield base
    base.fermer()


@pytest.fixture(scope="session")
def demarrer(chromium_path: str, url: str, donnees_demo: Path, tmp_path_factory) -> Lancer:
    """Start a server over the live store of these tests; the caller stops it."""
    journaux, numeros = tmp_path_factory.mktemp("journaux"), itertools.count()

    def start(port: int | None = None) -> Serveur:
        with pytest.MonkeyPatch.context() as env:
            env.setenv("TI_DASHBOARD_LIVE_URL", url)
            return start_server(donnees_demo, journaux / f"{next(numeros)}.txt", port)

    return start


@pytest.fixture(scope="session")
def serveur_de_seance(demarrer: Lancer) -> Iterator[Serveur]:
    serveur = demarrer()
    yield serveur
    serveur.stop()


@pytest.fixture
def reseau(serveur_de_seance: Serveur) -> Iterator[Reseau]:
    """Between a reader and the server: what a test cuts, and gives back."""
    between = Reseau(serveur_de_seance.adresse)
    yield between
    between.fermer()


@pytest.fixture
def lancer(demarrer: Lancer) -> Iterator[Lancer]:
    """The same for the servers of one test, which may kill them."""
    started: list[Serveur] = []

    def start(port: int | None = None) -> Serveur:
        started.append(demarrer(port))
        return started[-1]

    yield start
    for serveur in started:
        serveur.stop()


@pytest.fixture
def seance(base: Base) -> Seance:
    return seances.ouvrir(base, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))


@pytest.fixture(autouse=True)
def corrections_retirees(base: Base) -> Iterator[None]:
    """What a test corrects is over the figures of its arrêté, in every séance: the next finds them as they were."""
    yield
    for day in corrections.arretes_corriges(base):
        for one in corrections.affichees(base, day):
            corrections.decider(base, one.correction_id, "annulee", "Direction du programme")


@pytest.fixture
def ouvrir(lecteurs: Lecteurs, request: pytest.FixtureRequest) -> Iterator[Ouvrir]:
    """A new reader each time, with a browser of his own, at this address."""
    has_clock = False

    def open_one(chemin: str, adresse: str | None = None, horloge: bool = False) -> Ecran:
        """``horloge``: the time of this browser can be moved on."""
        nonlocal has_clock
        ecran = lecteurs.arriver(adresse or request.getfixturevalue("serveur_de_seance").adresse)
        if horloge:
            has_clock = True
            ecran.page.clock.install()
        ecran.open(chemin)
        return ecran

    yield open_one
    lecteurs.partir(est_a_refaire=has_clock)
