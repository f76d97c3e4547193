"""How long followers take to be where the presenter is, and what they cost when nothing moves.

``python -m tests.bench.suivi [10 30]`` : one presenter, that many followers, each in a browser context of its own.
"""

import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.serveurs import Serveur, _start
from tests.browser.conftest import SIGNATURE
from tests.navigateur import open_browser
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.demonstration import generer
from ti_dashboard.ingest.publier.construction import construire
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
GESTES = 12
REPOS_S = 30
NOTRE = "tableau de bord"
# Dates the first frame on which the board has another signature; the clock is the machine's, the same for all pages.
GUETTER = f"""() => {{
  const avant = ({SIGNATURE})();
  window.arrivee = 0;
  const voir = () => {{
    const s = ({SIGNATURE})();
    if (s && s !== avant) window.arrivee = performance.timeOrigin + performance.now();
    else requestAnimationFrame(voir);
  }};
  requestAnimationFrame(voir);
}}"""
ARRIVE = "() => window.arrivee || false"
# The presenter's gesture is dated by the browser too, not by the script that drives it.
DATER = "() => addEventListener('click', () => { window.geste = performance.timeOrigin + performance.now(); }, true)"


def _reader(navigateur: Browser, adresse: str) -> Page:
    page = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR").new_page()
    page.goto(adresse)
    page.wait_for_function(f"() => ({SIGNATURE})()", timeout=120_000)
    return page


def _gesture(animateur: Page, suiveurs: list[Page], turn: int) -> tuple[float, list[float]]:
    """Milliseconds from the presenter's click to his own new board, and to each follower's."""
    mesures = ("Projets", "Montant engagé", "Engagé par habitant", "État d'engagement")
    for page in (animateur, *suiveurs):
        page.evaluate(GUETTER)
    animateur.get_by_role("button", name=mesures[turn % len(mesures)], exact=True).click()
    ends = [page.wait_for_function(ARRIVE, timeout=60_000).json_value() for page in (animateur, *suiveurs)]
    start = animateur.evaluate("window.geste")
    return ends[0] - start, [end - start for end in ends[1:]]


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def mesurer(serveur: Serveur, base: Base, nb: int) -> None:
    seance = seances.ouvrir(base, f"Mesure à {nb}", "Direction du programme", date(2019, 9, 24))
    with open_browser() as navigateur:
        animateur = _reader(navigateur, f"{serveur.adresse}?{COPIL}&animer={seance.cle}")
        animateur.evaluate(DATER)
        seul = [_gesture(animateur, [], turn)[0] for turn in range(4)]
        suiveurs = [_reader(navigateur, f"{serveur.adresse}?suivre={seance.code}") for _ in range(nb)]
        for page in suiveurs:
            page.get_by_text("Vous suivez l'animateur").wait_for(timeout=120_000)
        animateur.wait_for_timeout(3_000)
        avant = serveur.cpu_s()
        animateur.wait_for_timeout(REPOS_S * 1_000)
        repos = (serveur.cpu_s() - avant) / REPOS_S
        rounds = [_gesture(animateur, suiveurs, turn) for turn in range(4, 4 + GESTES)]
    own, last = [r[0] for r in rounds], [max(r[1]) for r in rounds]
    everyone = [value for _, values in rounds for value in values]
    print(f"{nb} suiveurs · animateur seul : médiane {statistics.median(seul):.0f} ms")
    print(f"  animateur suivi : médiane {statistics.median(own):.0f} ms, p95 {_p95(own):.0f} ms")
    print(f"  chaque suiveur : médiane {statistics.median(everyone):.0f} ms, p95 {_p95(everyone):.0f} ms")
    print(f"  le dernier suiveur : médiane {statistics.median(last):.0f} ms, p95 {_p95(last):.0f} ms")
    print(f"  rapport des p95 (dernier suiveur / animateur) : {_p95(last) / _p95(own):.2f}")
    print(f"  au repos : {repos * 100:.2f} % d'un cœur du serveur")


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or [10, 30]
    with tempfile.TemporaryDirectory() as temp:
        donnees = Path(temp)
        generer(donnees / "livraisons" / "demonstration")
        construire(donnees / "livraisons" / "demonstration", donnees / "publications")
        base = Base(f"sqlite:///{donnees / 'seance.sqlite'}").au_nom_de(au_poste())
        with _start(NOTRE, donnees, donnees) as serveur:
            for nb in counts:
                mesurer(serveur, base, nb)
        base.fermer()


if __name__ == "__main__":
    main()
