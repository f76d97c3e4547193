"""A real Chromium against the real server: the tests of this folder see what a reader sees."""

import itertools
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import navigateur as chromium
from tests.browser.fil import Fil
from tests.browser.planche_harnais import servir
from tests.browser.repos import AU_REPOS, ECOUTE

RACINE = Path(__file__).resolve().parents[2]
# A loaded machine is slow, not wrong: what is waited for is a state. Only a failure costs this long.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)
SANS_NAVIGATEUR = f"essais dans le navigateur NON FAITS : {chromium.ABSENT}"

# The board may live in a shadow root, which no CSS selector of the page can cross.
SIGNATURE = """() => {
  const chercher = (racine) => {
    for (const e of racine.querySelectorAll("*")) {
      if (e.dataset && e.dataset.signature) return e.dataset.signature;
      const dedans = e.shadowRoot && chercher(e.shadowRoot);
      if (dedans) return dedans;
    }
    return "";
  };
  return chercher(document);
}"""
# Functions, always: an expression is evaluated again at each turn of the wait, which our own policy refuses.
AUTRE_SIGNATURE = f"avant => {{ const s = ({SIGNATURE})(); return s !== avant && s; }}"
_TOURS = itertools.count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked, so that they can be run or left out on their own; each worker has its own server and browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.navigateur)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if chromium.find() is None:
        terminalreporter.section("navigateur", red=True)
        terminalreporter.line(SANS_NAVIGATEUR)


@dataclass
class Serveur:
    """The running application; ``journal`` is the file it writes its output to."""

    processus: subprocess.Popen[bytes]
    adresse: str
    journal: Path

    def wait_until_ready(self, delai: float = 120) -> None:
        fin = time.monotonic() + delai
        while time.monotonic() < fin:
            if self.processus.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.adresse}/_stcore/health", timeout=2):  # noqa: S310 loopback
                    return
            except HTTPError as error:
                if error.code == 401:
                    return  # nobody is let in without an account: it answers
                time.sleep(0.1)
            except (URLError, OSError):
                time.sleep(0.1)
        self.stop()
        pytest.fail(f"Le serveur ne répond pas. Ce qu'il a dit :\n{self.journal.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        self.processus.terminate()
        try:
            self.processus.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.processus.kill()
            self.processus.wait()


def start_server(donnees: Path, journal: Path, port: int | None = None) -> Serveur:
    """Start ``streamlit run app.py`` on a loopback port (a free one unless told), over its own data folder."""
    if port is None:
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with journal.open("wb") as sortie:
        processus = subprocess.Popen(
            commande,
            cwd=RACINE,
            env=os.environ | {"TI_DASHBOARD_DONNEES": str(donnees)},
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
    serveur = Serveur(processus, f"http://127.0.0.1:{port}", journal)
    serveur.wait_until_ready()
    return serveur


@dataclass
class Ecran:
    """One reader's page, with all it asked for, what of it has no answer yet, and all it complained about."""

    page: Page
    adresse: str
    demandes: list[str] = field(default_factory=list)
    en_attente: Counter[str] = field(default_factory=Counter, repr=False)
    plaintes: list[str] = field(default_factory=list)

    def open(self, chemin: str = "/") -> str:
        """Go to an address of the application and wait for its whole screen; gives the signature of its board."""
        self.page.goto(self.adresse + chemin)
        self.wait_drawn()
        self.wait_still()
        return self.signature()

    def wait_drawn(self, autre_que: str = "") -> str:
        """Wait until a board is drawn whose signature is not ``autre_que``; gives the new one."""
        return self.page.wait_for_function(AUTRE_SIGNATURE, arg=autre_que).json_value()

    def wait_still(self) -> None:
        """Wait until the screen has answered every gesture made so far: nothing more will be drawn by itself."""
        self.page.wait_for_function(AU_REPOS, arg=next(_TOURS))

    @property
    def sans_reponse(self) -> list[str]:
        """What the page has asked for, and waits for; a stream of events is never over."""
        return sorted(url for url, count in self.en_attente.items() if count > 0)

    def signature(self) -> str:
        return self.page.evaluate(SIGNATURE)

    def assert_local(self) -> None:
        """No request has left this machine (law 7)."""
        dehors = [d for d in self.demandes if urlsplit(d).hostname not in (None, "127.0.0.1")]
        assert not dehors, dehors

    def assert_quiet(self) -> None:
        """No error in the browser's console, a refusal of the security policy included."""
        assert not self.plaintes, self.plaintes


@pytest.fixture(scope="session")
def chromium_path() -> str:
    chemin = chromium.find()
    if chemin is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(SANS_NAVIGATEUR)
    return chemin


@pytest.fixture(scope="session")
def navigateur(chromium_path: str) -> Iterator[Browser]:
    with chromium.open_browser() as navigateur:
        yield navigateur


@pytest.fixture(scope="session")
def serveur(chromium_path: str, donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """Asks for the browser first: where there is none, nothing is started for nothing."""
    serveur = start_server(donnees_demo, tmp_path_factory.mktemp("serveur") / "journal.txt")
    yield serveur
    serveur.stop()


@dataclass
class Lecteurs:
    """Readers of this browser. A context given back is lent again, for the scripts it has compiled: the reader who gets
    it comes for the first time, since no page, cookie, clock or cut network of the one before stays."""

    navigateur: Browser
    libres: list[BrowserContext] = field(default_factory=list)
    pris: list[BrowserContext] = field(default_factory=list)

    def arriver(self, adresse: str) -> Ecran:
        """A reader with a context of his own, until ``partir``."""
        contexte = self.libres.pop() if self.libres else self._ouvrir()
        self.pris.append(contexte)
        ecran = Ecran(contexte.new_page(), adresse)
        ecran.page.on("request", lambda demande: ecran.demandes.append(demande.url))
        ecran.page.on("request", lambda demande: ecran.en_attente.update([demande.url]))
        for ended in ("requestfinished", "requestfailed"):
            ecran.page.on(ended, lambda demande: ecran.en_attente.subtract([demande.url]))
        ecran.page.on("websocket", lambda prise: ecran.demandes.append(re.sub("^ws", "http", prise.url)))
        ecran.page.on("console", lambda m: ecran.plaintes.append(m.text) if m.type == "error" else None)
        ecran.page.on("pageerror", lambda erreur: ecran.plaintes.append(str(erreur)))
        return ecran

    def partir(self, est_a_refaire: bool = False) -> None:
        """All leave. ``est_a_refaire``: something of theirs would stay, such as a clock."""
        for contexte in self.pris:
            if est_a_refaire:
                contexte.close()
                continue
            for page in contexte.pages:
                page.close()
            contexte.clear_cookies()
            contexte.set_offline(False)
            self.libres.append(contexte)
        self.pris.clear()

    def _ouvrir(self) -> BrowserContext:
        contexte = self.navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR")
        contexte.set_default_timeout(PATIENCE)
        contexte.add_init_script(ECOUTE)
        return contexte


@pytest.fixture(scope="session")
def lecteurs(navigateur: Browser) -> Lecteurs:
    return Lecteurs(navigateur)


@pytest.fixture
def ecran(lecteurs: Lecteurs, serveur: Serveur) -> Iterator[Ecran]:
    yield lecteurs.arriver(serveur.adresse)
    lecteurs.partir()


@pytest.fixture
def fil(page: Page) -> Fil:
    return Fil(page)


@pytest.fixture
def page(ecran: Ecran) -> Page:
    return ecran.page


@pytest.fixture
def planche(navigateur: Browser) -> Iterator[Page]:
    """The board alone, without Streamlit, as its harness serves it."""
    server = servir()
    page = navigateur.new_page(viewport={"width": 1600, "height": 900})
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.wait_for_selector('.planche[data-signature="depart"]')
    yield page
    page.close()
    server.shutdown()
    server.server_close()
