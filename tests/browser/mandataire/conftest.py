"""Two real replicas over one PostgreSQL, behind the nginx that is delivered, and readers who come through TLS."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import mandataire, postgres
from tests.browser.conftest import PATIENCE, Ecran, Lecteurs, Serveur, start_server
from tests.browser.repos import ECOUTE
from tests.magasin import AU_POSTE
from tests.mandataire import TEMOIN, Mandataire
from ti_dashboard.acces.actions import ROLES_DE_COMPTE
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import comptes, mots_de_passe
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits

COURRIEL, MOT = "direction@exemple.fr", "quatre mots au hasard bleu"
RESEAU = {
    "TI_DASHBOARD_MODE": "reseau",
    "TI_DASHBOARD_COMPTES_LOCAUX": "oui",
    "TI_DASHBOARD_SECOND_FACTEUR": "non",
    "TI_DASHBOARD_SECRET": secrets.token_urlsafe(48),
    "STREAMLIT_SERVER_ALLOWED_HOSTS": mandataire.NOM,
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if mandataire.find() is None:
        terminalreporter.section("nginx", red=True)
        terminalreporter.line(mandataire.SANS_NGINX)


@pytest.fixture(scope="session")
def url_partagee() -> Iterator[str]:
    mandataire.nginx_or_give_up()
    with postgres.start() as server:
        yield postgres.create_database(server, "seances")


@pytest.fixture(scope="session")
def base_partagee(url_partagee: str) -> Iterator[Base]:
    """The store of the replicas, with one account that may do all."""
    base = Base(url_partagee).au_nom_de(AU_POSTE)
    rights = Droits("Direction du programme", frozenset(ROLES_DE_COMPTE), PerimetreDAcces())
    with base.ecrire("accepter_invitation") as ecriture:
        mots_de_passe.donner(ecriture, comptes.creer(ecriture, COURRIEL, rights), MOT)
    yield base
    base.fermer()


Relancer = Callable[[int], Serveur]


@pytest.fixture(scope="session")
def relancer(url_partagee: str, base_partagee: Base, donnees_demo: Path, tmp_path_factory) -> Relancer:
    """Start the replica of a port; what it says goes to a file of its own."""
    folder = tmp_path_factory.mktemp("repliques")

    def start(port: int) -> Serveur:
        with pytest.MonkeyPatch.context() as env:
            env.setenv("TI_DASHBOARD_LIVE_URL", url_partagee)
            for name, value in RESEAU.items():
                env.setenv(name, value)
            return start_server(donnees_demo, folder / f"{port}.txt", port)

    return start


@pytest.fixture(scope="session")
def repliques(relancer: Relancer) -> Iterator[dict[int, Serveur]]:
    started = {port: relancer(port) for port in mandataire.free_ports(2)}
    yield started
    for server in started.values():
        server.stop()


@pytest.fixture(scope="session")
def proxy(repliques: dict[int, Serveur]) -> Iterator[Mandataire]:
    first, second = repliques
    with mandataire.start((first, second)) as started:
        yield started


class LecteursDehors(Lecteurs):
    """Readers who accept the certificate of the tests, which no authority has signed."""

    def _ouvrir(self) -> BrowserContext:
        contexte = self.navigateur.new_context(
            viewport={"width": 1600, "height": 900}, locale="fr-FR", ignore_https_errors=True
        )
        contexte.set_default_timeout(PATIENCE)
        contexte.add_init_script(ECOUTE)
        return contexte


@pytest.fixture(scope="session")
def session(proxy: Mandataire) -> str:
    """What the browser of who signed in holds, through the proxy as anybody."""
    with proxy.client() as client:
        form = {"courriel": COURRIEL, "mot_de_passe": MOT, "vers": "/"}
        answer = client.post("/connexion/locale", data=form, headers={"Origin": proxy.adresse})
        assert answer.status_code == 303, answer.text
        return client.cookies[TEMOIN]


@pytest.fixture
def client(proxy: Mandataire, session: str) -> Iterator[httpx.Client]:
    """Who signed in, without a browser."""
    with proxy.client(cookies={TEMOIN: session}) as signed_in:
        yield signed_in


@pytest.fixture
def inconnu(navigateur: Browser, proxy: Mandataire) -> Iterator[Ecran]:
    """A reader who only knows the public address."""
    lecteurs = LecteursDehors(navigateur)
    yield lecteurs.arriver(proxy.adresse)
    lecteurs.partir(est_a_refaire=True)


@pytest.fixture
def dehors(inconnu: Ecran, session: str) -> Ecran:
    """One who signed in."""
    held = {"name": TEMOIN, "value": session, "url": inconnu.adresse, "secure": True, "httpOnly": True}
    inconnu.page.context.add_cookies([held | {"sameSite": "Lax"}])
    return inconnu
