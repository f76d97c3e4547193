"""How long a presenter's key takes to change what the room sees: desk and wall, against the pages that present.

``python -m tests.bench.mur [tours] [dossier]``: both ways on one server and one browser, turn by turn, on one agenda.
"""

import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.rapport import machine, p95
from tests.bench.serveurs import Serveur, _start
from tests.browser.conftest import SIGNATURE
from tests.navigateur import open_browser
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.demonstration import generer
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.langue.formats import nombre
from ti_dashboard.live import etapes, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance

TOURS = 3
NOTRE = "tableau de bord"
COMMUN = "arrete=2019-09-24&compare=2019-04-30&phase=1"
PAGES = ("", "territoires", "financements", "projets", "ingenierie", "evolutions")
# Nobody strikes two keys in that time; what the gesture before has begun is over.
REPOS_MS = 1_200
NOUVEAU, ANCIEN, PLAN = "mur, étape", "page suivie, étape", "mur, plan"
VISES = {"médiane": 300, "p95": 500}
PRESENT = """() => {
  const scene = document.querySelector("#scene")?.shadowRoot?.querySelector(".scene:not(.a-venir)");
  return scene && scene.querySelector(".scene-contenu").childElementCount
    ? `${scene.querySelector(".scene-lieu").textContent} ${scene.querySelector(".scene-titre").textContent}` : "";
}"""
# What is seen at each frame: when it last changed, and how many frames showed nothing.
REGARDER = """(voir) => {
  let avant = (VOIR)();
  Object.assign(window, { arrivee: 0, vides: 0, images: 0 });
  const regarder = () => {
    const vu = (VOIR)();
    window.images += 1;
    if (!vu) window.vides += 1;
    else if (vu !== avant) { avant = vu; window.arrivee ||= performance.timeOrigin + performance.now(); }
    requestAnimationFrame(regarder);
  };
  requestAnimationFrame(regarder);
}"""
DATER = "() => addEventListener('keydown', () => { window.geste = performance.timeOrigin + performance.now(); }, true)"
ARRIVE = "() => window.arrivee || false"


@dataclass
class Voie:
    """One way of leading a room: who strikes the keys, what the room looks at."""

    conduit: Page
    regarde: Page

    def frapper(self, touche: str) -> float:
        """Milliseconds from the key to the frame where the room sees something else."""
        self.regarde.evaluate("() => { window.arrivee = 0; }")
        self.conduit.keyboard.press(touche)
        end = self.regarde.wait_for_function(ARRIVE, timeout=60_000).json_value()
        start = self.conduit.evaluate("window.geste")
        self.regarde.wait_for_timeout(REPOS_MS)
        return end - start


def _preparer(base: Base, titre: str) -> Seance:
    seance = seances.ouvrir(base, titre, "Direction du programme", date(2019, 9, 24))
    for page in PAGES:
        etapes.ajouter(base, seance.code, page or "accueil", "CGET", 5, f"/{page}?{COMMUN}")
    return seance


def _page(navigateur: Browser, adresse: str) -> Page:
    page = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR").new_page()
    page.goto(adresse)
    return page


def _neuve(navigateur: Browser, serveur: Serveur, seance: Seance) -> Voie:
    desk = _page(navigateur, f"{serveur.adresse}pupitre?animer={seance.cle}")
    wall = _page(navigateur, f"{serveur.adresse}mur?suivre={seance.code}")
    desk.locator(".etapes li").first.wait_for()
    desk.keyboard.press("ArrowRight")
    wall.wait_for_function(PRESENT)
    return _suivre(desk, wall, PRESENT)


def _ancienne(navigateur: Browser, serveur: Serveur, seance: Seance) -> Voie:
    presenter = _page(navigateur, f"{serveur.adresse}?arrete=24/09/2019&compare=30/04/2019&animer={seance.cle}")
    presenter.wait_for_function(SIGNATURE, timeout=120_000)
    presenter.get_by_role("button", name="Présenter (P)").wait_for()
    presenter.keyboard.press("p")
    presenter.get_by_role("toolbar", name="Présentation").wait_for()
    follower = _page(navigateur, f"{serveur.adresse}?presenter=clair&suivre={seance.code}")
    follower.wait_for_function(SIGNATURE, timeout=120_000)
    follower.wait_for_timeout(5 * REPOS_MS)
    presenter.keyboard.press("ArrowRight")
    follower.wait_for_timeout(5 * REPOS_MS)
    return _suivre(presenter, follower, SIGNATURE)


def _suivre(conduit: Page, regarde: Page, voir: str) -> Voie:
    conduit.evaluate(DATER)
    regarde.evaluate(REGARDER.replace("VOIR", voir))
    return Voie(conduit, regarde)


def mesurer(serveur: Serveur, base: Base, tours: int) -> None:
    rounds: dict[str, list[float]] = defaultdict(list)
    first: dict[str, list[float]] = defaultdict(list)
    loads = [machine()]
    with open_browser() as navigateur:
        ways = {
            NOUVEAU: _neuve(navigateur, serveur, _preparer(base, "Par le pupitre")),
            ANCIEN: _ancienne(navigateur, serveur, _preparer(base, "Par les pages")),
        }
        for turn in range(tours):
            kept = rounds if turn else first
            for key in ("ArrowRight", "ArrowLeft"):
                for rank in range(len(PAGES) - 1):
                    # Each goes first in turn.
                    for name in (NOUVEAU, ANCIEN) if rank % 2 else (ANCIEN, NOUVEAU):
                        kept[name].append(ways[name].frapper(key))
                    if key == "ArrowRight":
                        kept[PLAN].extend(ways[NOUVEAU].frapper(one) for one in ("ArrowDown", "ArrowUp"))
            loads.append(machine())
        blanks = {name: way.regarde.evaluate("[window.vides, window.images]") for name, way in ways.items()}
    _dire(first, rounds, blanks, loads)


def _dire(first: dict, rounds: dict, blanks: dict, loads: list[str]) -> None:
    print(f"{loads[0]} ; à la fin, {loads[-1]}\n")
    print("| de la touche à l'image, ms | gestes | médiane | p95 | dernier |\n|---|--:|--:|--:|--:|")
    for said, kept in (("", rounds), (", premier passage", first)):
        for name in (NOUVEAU, PLAN, ANCIEN):
            values = kept[name]
            told = (statistics.median(values), p95(values), max(values))
            print(f"| {name}{said} | {len(values)} | {' | '.join(nombre(v) for v in told)} |")
    ratio = statistics.median(rounds[NOUVEAU]) / statistics.median(rounds[ANCIEN])
    print(f"\nÉtape, mur ÷ page suivie : {nombre(ratio, 2)} (médianes).")
    for name, (empty, frames) in blanks.items():
        print(f"{name} : {empty} images vides sur {frames}.")
    ours = [*rounds[NOUVEAU], *rounds[PLAN]]
    for name, found in (("médiane", statistics.median(ours)), ("p95", p95(ours))):
        verdict = "atteint" if found <= VISES[name] else "non atteint"
        print(f"Visé : {name} ≤ {VISES[name]} ms ; {nombre(found)} : {verdict}.")


def main() -> None:
    # The first passage, where no screen was ever seen, is told apart.
    tours = max(2, int(sys.argv[1])) if len(sys.argv) > 1 else TOURS
    with tempfile.TemporaryDirectory() as temp:
        donnees = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temp)
        if not (donnees / "publications").exists():
            generer(donnees / "livraisons" / "demonstration")
            construire(donnees / "livraisons" / "demonstration", donnees / "publications")
        base = Base(f"sqlite:///{donnees / 'seance.sqlite'}").au_nom_de(au_poste())
        with _start(NOTRE, donnees, Path(temp)) as serveur:
            mesurer(serveur, base, tours)
        base.fermer()


if __name__ == "__main__":
    main()
