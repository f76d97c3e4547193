"""The component alone: a page without Streamlit that draws the messages kept of the pages.

``python -m tests.browser.planche_harnais folder`` takes screenshots at the three sizes we care about.
"""

import hashlib
import json
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import streamlit

from tests.navigateur import open_browser
from tests.planches import gardees
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.planche.contours import contours, contours_json
from ti_dashboard.planche.contrat import creer
from ti_dashboard.planche.contrat_blocs import Barre

TAILLES = {"1600x900": (1600, 900, 1540), "1280x720": (1280, 720, 1220), "390x844": (390, 844, 358)}
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
POLICE = next((Path(streamlit.__file__).parent / "static/static/media").glob("SourceSansVF-Upright*.woff2"))

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Planche seule</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@font-face { font-family: "Source Sans"; src: url("/police.woff2"); font-weight: 200 900; }
body { margin: 0; --st-font: "Source Sans", sans-serif; }
/* As the frame has it (cadre.css): heard, never seen. */
.annonces { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
#hote { width: min(calc(100% - 32px), %WIDTH%px); margin: 0 auto; }
</style>
<div id="hote"></div>
<script type="module">
import { dessiner } from "/ressources/planche.js";
window.gestes = [];
const parentElement = document.querySelector("#hote").attachShadow({ mode: "open" });
window.ombre = parentElement;
window.dessiner = (data) => {
  const debut = performance.now();
  window.defaire = dessiner({ parentElement, data, setTriggerValue: (k, v) => window.gestes.push([k, v]) });
  return performance.now() - debut;
};
window.dessiner(await (await fetch("/donnees.json")).json());
</script></html>"""

ACCUEIL = {1: "accueil", 2: "accueil-phase-2"}


def donnees(**autres: Any) -> dict[str, Any]:
    """The first screen, as it was last sent, but for what is said here; signed by what it says, as the server does."""
    signature = hashlib.sha256(repr(autres).encode()).hexdigest()[:16] if autres else "depart"
    return gardees("accueil")[0] | {"signature": signature} | autres


def tuiles() -> list[dict[str, Any]]:
    return donnees()["tuiles"]


def carte(phase: int = 1, region: str | None = None, decalage: int = 0) -> dict[str, Any]:
    """The map of a phase; the territories of one region only, or each with the class of another one."""
    drawn = gardees(ACCUEIL[phase])[0]["carte"]
    places = {t[0] for t in contours(phase)["territoires"] if region is None or t[2] == region}
    kept = [place for place in drawn["valeurs"] if place in places]
    shown = [drawn["valeurs"][place] for place in kept]
    moved = shown[decalage:] + shown[:decalage]
    return drawn | {"valeurs": dict(zip(kept, moved, strict=True))}


def barre(id: str, libelle: str, valeur: float | None, texte: str, precedent: float | None = None, **autres: Any):
    """One bar, as long as a test wants it."""
    plain = {"texte_precedent": None, "note": None, "geste": None, "actif": False, "couleur": "accent", "chiffre": ""}
    said = {"id": id, "libelle": libelle, "valeur": valeur, "texte": texte, "precedent": precedent}
    return creer(Barre, **said | plain | autres)


class _Page(BaseHTTPRequestHandler):
    def __init__(self, *args: Any, largeur: int, **kwargs: Any) -> None:
        self.largeur = largeur
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        body, kind = self._content(self.path.partition("?")[0])
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body or b"")

    def _content(self, path: str) -> tuple[bytes | None, str]:
        if path == "/":
            return PAGE.replace("%WIDTH%", str(self.largeur)).encode(), "text/html"
        if path == "/donnees.json":
            return json.dumps(donnees()).encode(), "application/json"
        if path == "/police.woff2":
            return POLICE.read_bytes(), TYPES[".woff2"]
        if path.startswith("/ressources/contours-"):
            return contours_json(int(path.split("-")[1]))[0], "application/json"
        file = RESSOURCES / path.rpartition("/")[2]
        return (file.read_bytes(), TYPES[file.suffix]) if file.is_file() else (None, "text/plain")

    def log_message(self, *_: Any) -> None:
        """Silent: pytest shows what matters."""


def servir(largeur: int = 1540) -> ThreadingHTTPServer:
    """A server on a free port of this machine, in a daemon thread; the caller shuts it down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, largeur=largeur))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def photographier(dossier: Path) -> None:
    dossier.mkdir(parents=True, exist_ok=True)
    with open_browser() as browser:
        for nom, (largeur, hauteur, place) in TAILLES.items():
            server = servir(place)
            page = browser.new_page(viewport={"width": largeur, "height": hauteur})
            page.on("console", lambda m: print(m.type, m.text))
            page.on("pageerror", lambda e: print("ERROR", e))
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.wait_for_selector('.planche[data-signature="depart"]')
            page.screenshot(path=dossier / f"{nom}.png", full_page=True)
            print(
                nom,
                page.evaluate("""() => ({
              corps: Math.round(ombre.querySelector('.corps').getBoundingClientRect().bottom),
              tuiles: Math.round(ombre.querySelector('.tuiles').getBoundingClientRect().height),
              debord: document.documentElement.scrollWidth - innerWidth })"""),
            )
            server.shutdown()


if __name__ == "__main__":
    photographier(Path(sys.argv[1]))
