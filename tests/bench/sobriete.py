"""What each gesture weighs: bytes on the wire, processor of the server and of the page, on the demonstration.

``python -m tests.bench.sobriete [tours]`` : medians over the rounds; docs/eco-conception.md keeps the last ones.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.lecteur import Fil
from tests.bench.serveurs import Serveur, _start
from tests.bench.suivi import COPIL, NOTRE
from tests.browser.conftest import SIGNATURE
from tests.navigateur import open_browser
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.demonstration import generer
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base

REPOS_S = 60
# Bytes, then seconds of processor: of the server, of the page's main thread.
Poids = tuple[float, float, float]


class FilDeSuivi(Fil):
    """With what an open stream sends: it never finishes, so the bytes are counted as they come."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._flux: set[str] = set()
        self._session.on("Network.responseReceived", self._reponse)

    def _reponse(self, event: dict) -> None:
        if "event-stream" in event["response"]["mimeType"]:
            self._flux.add(event["requestId"])

    def _morceau(self, event: dict) -> None:
        super()._morceau(event)
        if event["requestId"] in self._flux:
            self.octets += event["encodedDataLength"] or event["dataLength"]


def peser(serveur: Serveur, fil: Fil, geste: Callable[[], object]) -> Poids:
    """What ``geste`` moved and used, with the second that follows: what comes late is of it too."""
    octets, cpu, page = fil.octets, serveur.cpu_s(), fil.compteurs()["TaskDuration"]
    geste()
    fil.page.wait_for_timeout(1_000)
    return fil.octets - octets, serveur.cpu_s() - cpu, fil.compteurs()["TaskDuration"] - page


def _dessinee(page: Page) -> None:
    page.wait_for_function(f"() => ({SIGNATURE})()", timeout=120_000)


def _filtrer(page: Page, region: str) -> None:
    box = page.get_by_role("combobox", name="Région").first
    box.click()
    box.fill(region)
    page.get_by_role("option", name=region, exact=True).click()
    page.keyboard.press("Escape")


def un_tour(navigateur: Browser, serveur: Serveur, code: str) -> dict[str, Poids]:
    context: BrowserContext = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR")
    found, adresse = {}, f"{serveur.adresse}?{COPIL}"
    for name in ("ouverture à froid", "ouverture à chaud"):
        page = context.new_page()
        fil = FilDeSuivi(page)

        def ouvrir(page: Page = page) -> None:
            page.goto(adresse, wait_until="commit")
            _dessinee(page)

        found[name] = peser(serveur, fil, ouvrir)
    found["changement de filtre"] = peser(serveur, fil, lambda: _filtrer(page, "Bretagne"))

    def changer_de_page() -> None:
        page.get_by_role("link", name="Financements").first.click()
        page.wait_for_url("**/financements**")

    found["changement de page"] = peser(serveur, fil, changer_de_page)

    def ouvrir_la_fiche() -> None:
        page.get_by_role("button", name="D'où vient ce chiffre : Engagé, État et opérateurs").first.click()
        page.get_by_role("button", name="Voir les lignes derrière ce chiffre").wait_for()

    def ouvrir_les_lignes() -> None:
        page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
        page.get_by_role("dialog").get_by_text("Progrès réel").first.wait_for()

    page.goto(adresse)
    _dessinee(page)
    page.wait_for_timeout(2_000)
    found["définition d'un chiffre"] = peser(serveur, fil, ouvrir_la_fiche)
    found["lignes derrière un chiffre"] = peser(serveur, fil, ouvrir_les_lignes)
    page.goto(f"{serveur.adresse}?suivre={code}")
    page.get_by_text("Vous suivez l'animateur").wait_for(timeout=120_000)
    page.wait_for_timeout(REPOS_S * 500)
    moved, used, drawn = peser(serveur, fil, lambda: page.wait_for_timeout((REPOS_S - 1) * 1_000))
    hour = 3600 / REPOS_S
    found["suivre une heure, sans geste"] = (moved * hour, used * hour, drawn * hour)
    context.close()
    return found


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as temp, ExitStack() as pile:
        donnees = Path(temp)
        generer(donnees / "livraisons" / "demonstration")
        construire(donnees / "livraisons" / "demonstration", donnees / "publications")
        base = Base(f"sqlite:///{donnees / 'seance.sqlite'}").au_nom_de(au_poste())
        pile.callback(base.fermer)
        serveur = pile.enter_context(_start(NOTRE, donnees, donnees))
        navigateur = pile.enter_context(open_browser())
        seance = seances.ouvrir(base, "Mesure", "Direction du programme", date(2019, 9, 24))
        found = [un_tour(navigateur, serveur, seance.code) for _ in range(rounds)]
    for name in found[0]:
        octets, cpu, page = (statistics.median(r[name][i] for r in found) for i in range(3))
        print(f"{name} : {octets / 1000:.1f} ko · serveur {cpu * 1000:.0f} ms · page {page * 1000:.0f} ms")


if __name__ == "__main__":
    main()
