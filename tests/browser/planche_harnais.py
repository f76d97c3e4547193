"""The component alone: a page without Streamlit that draws an invented but plausible payload.

``python -m tests.browser.planche_harnais folder`` takes screenshots at the three sizes we care about.
"""

import json
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import streamlit

from tests.navigateur import launch
from ti_dashboard.composants.contours import contours, contours_json
from ti_dashboard.composants.planche import RESSOURCES
from ti_dashboard.planche.theme import COULEURS

TAILLES = {"1600x900": (1600, 900, 1540), "1280x720": (1280, 720, 1220), "390x844": (390, 844, 358)}
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
POLICE = next((Path(streamlit.__file__).parent / "static/static/media").glob("SourceSansVF-Upright*.woff2"))

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Planche seule</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@font-face { font-family: "Source Sans"; src: url("/police.woff2"); font-weight: 200 900; }
body { margin: 0; --st-font: "Source Sans", sans-serif; }
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

ETATS = ["Non démarré", "Démarche lancée", "Plan en finalisation", "Plan validé par la région", "Protocole signé"]
ETATS.append("Contrat signé")


def classe_de(rang: int) -> int:
    """An invented state: mostly signed, a few unknown, a few not started."""
    return (5, 5, 4, 5, 3, 5, 2, 5, 5, 1, 5, 4, 5, 0, 5, 3, 5, -1, 5, 4)[rang * 7 % 20]


def carte(phase: int = 1, region: str | None = None, decalage: int = 0) -> dict[str, Any]:
    kept = [t for t in contours(phase)["territoires"] if region is None or t[2] == region]
    classes = {t[0]: classe_de(i + decalage) for i, t in enumerate(kept)}
    words = dict(enumerate(ETATS)) | {-1: "Inconnu"}
    counts = [(c, sum(1 for v in classes.values() if v == c)) for c in (5, 4, 3, 2, 1, 0, -1)]
    return {
        "contours": f"/ressources/contours-{phase}-{contours_json(phase)[1]}.json",
        "titre": "Engagement des territoires",
        "alt": "Carte de France des territoires d'industrie selon leur état d'engagement.",
        "mesures": [
            {"id": "etat", "libelle": "Engagement"},
            {"id": "nb_projets", "libelle": "Projets"},
            {"id": "montant_engage", "libelle": "Euros engagés"},
        ],
        "mesure": "etat",
        "legende": [{"classe": c, "libelle": words[c], "nb": str(n)} for c, n in counts],
        "valeurs": {i: [c, words[c]] for i, c in classes.items()},
        "source": "Contours © IGN ADMIN EXPRESS, périmètres ANCT 2024",
    }


def tuile(id: str, libelle: str, valeur: str, **autres: Any) -> dict[str, Any]:
    fiche = {
        "definition": "Projets dont au moins un financement a fait l'objet d'une décision ferme envers un tiers.",
        "formule": "Nombre de projets distincts avec un flux « engagé » connu à l'arrêté.",
        "unite": "projets",
        "denominateur": "474 projets recensés",
        "source": "Remontées des opérateurs, livraison du 20/09/2019",
        "arrete": "Arrêté du 24/09/2019",
        "filtres": "Phase I · France entière",
    }
    vide = {"groupe": "principal", "unite": None, "complement": None, "evolution": None, "publie": None}
    couverture = {"texte": "474 connus, 0 inconnu", "inconnus": 0}
    return vide | {"id": id, "libelle": libelle, "valeur": valeur, "couverture": couverture, "fiche": fiche} | autres


def evolution(texte: str, sens: str) -> dict[str, str]:
    return {"texte": f"{texte} depuis le 30/04/2019", "court": f"{texte} depuis 04/2019", "sens": sens}


def tuiles() -> list[dict[str, Any]]:
    publie = {"texte": "= publié : 231 (CGET, 25/09/2019)", "court": "= publié : 231", "etat": "conforme"}
    ecarte = {"texte": "≠ publié : plus de 500 (presse)", "court": "≠ publié : > 500", "etat": "different"}
    autre = {"texte": "autre déf. : 1,36 Md€ (presse)", "court": "autre déf. : 1,36 Md€", "etat": "autre_definition"}
    return [
        tuile(
            "territoires_engages",
            "Territoires engagés",
            "124",
            unite="sur 144",
            complement="86,1 % des territoires",
            evolution=evolution("+ 31", "bon"),
            publie=publie,
            couverture={"texte": "140 connus, 4 inconnus", "inconnus": 4},
        ),
        tuile(
            "territoires_signes",
            "Contrats ou protocoles signés",
            "93",
            unite="sur 144",
            complement="64,6 % des territoires",
            evolution=evolution("+ 58", "bon"),
        ),
        tuile(
            "nb_projets",
            "Projets recensés",
            "474",
            unite="projets",
            complement="dans 118 territoires",
            evolution=evolution("+ 144", "neutre"),
            publie=ecarte,
        ),
        tuile(
            "nb_projets_engages",
            "Projets avec un engagement",
            "231",
            unite="sur 474",
            complement="48,7 % des projets recensés",
            evolution=evolution("+ 180", "bon"),
            publie=publie,
        ),
        tuile(
            "montant_engage",
            "Montant engagé par l'État et ses opérateurs",
            "108,0 M€",
            complement="pour 231 projets",
            evolution=evolution("+ 57,8 M€", "bon"),
            publie=publie,
        ),
        tuile(
            "montant_paye",
            "Montant payé",
            "inconnu",
            complement="aucun opérateur ne l'a transmis",
            couverture={"texte": "0 connu, 231 inconnus", "inconnus": 231},
        ),
        tuile(
            "montant_fleche",
            "Montant fléché",
            "1 366,0 M€",
            groupe="apart",
            complement="annoncé le 22/11/2018",
            evolution=evolution("− 2,0 M€", "mauvais"),
            publie=autre,
        ),
        tuile(
            "investissement",
            "Investissement total des projets",
            "1 200 M€",
            groupe="apart",
            complement="public et privé, déclaré",
            couverture={"texte": "398 connus, 76 inconnus", "inconnus": 76},
        ),
    ]


def barre(id: str, libelle: str, valeur: float | None, texte: str, precedent: float | None = None, **autres: Any):
    avant = None if precedent is None else f"{precedent:.1f} M€ au 30/04/2019".replace(".", ",")
    ligne = {"id": id, "libelle": libelle, "valeur": valeur, "texte": texte, "precedent": precedent}
    vide = {"texte_precedent": avant, "note": None, "geste": None, "actif": False, "couleur": "accent"}
    return ligne | vide | autres


def operateurs() -> list[dict[str, Any]]:
    noms = [
        ("banque-des-territoires", "Banque des Territoires", 48.2, 21.0),
        ("bpifrance", "Bpifrance", 21.9, 10.2),
        ("services-deconcentres", "Services déconcentrés de l'État", 14.3, 9.1),
        ("ademe", "ADEME", 11.0, 4.4),
        ("regions", "Conseils régionaux", 6.2, None),
        ("france-travail", "Pôle emploi", 3.9, 3.5),
        ("action-logement", "Action Logement", 2.5, 2.0),
        ("business-france", "Business France", 0.0, None),
    ]
    lignes = [
        barre(i, n, v, f"{v:.1f} M€".replace(".", ",") if v else "0 €", p, geste="operateur") for i, n, v, p in noms
    ]
    lignes[1]["note"] = "dont 3 montants inconnus"
    return [*lignes, barre("apec", "Apec", None, "inconnu", geste="operateur")]


def blocs() -> list[dict[str, Any]]:
    echelle = [
        barre("annonce", "Annoncé", 1366.0, "1 366,0 M€", couleur="carte-2"),
        barre("fleche", "Fléché", 145.0, "145,0 M€", couleur="carte-2"),
        barre("demande", "Demandé", 160.4, "160,4 M€", 120.0, note="dont 12 montants inconnus"),
        barre("engage", "Engagé", 108.0, "108,0 M€", 50.2),
        barre("conventionne", "Conventionné", 61.5, "61,5 M€", 20.1),
        barre("paye", "Payé", None, "inconnu"),
        barre("annule", "Annulé", 0, "0 €", couleur="mauvais"),
    ]
    themes = [
        ("competences", "Formation et compétences", 142),
        ("innovation", "Innovation", 98),
        ("mobilite", "Mobilité", 61),
        ("foncier", "Foncier", 57),
        ("transition", "Transition écologique", 49),
        ("attractivite", "Attractivité", 40),
        ("simplification", "Simplification", 18),
        ("nc", "Non classé", 9),
    ]
    dates = [(0, "22/11/2018", 60, 0), (159, "30/04/2019", 330, 51), (306, "24/09/2019", 474, 231)]
    return [
        {
            "id": "echelle",
            "type": "barres",
            "place": "droite",
            "titre": "De l'annonce au paiement",
            "sous_titre": "Millions d'euros, arrêté du 24/09/2019",
            "alt": "Montants par nature",
            "lignes": echelle,
            "note": "Ces natures de montant ne s'additionnent pas.",
        },
        {
            "id": "operateurs",
            "type": "barres",
            "place": "droite",
            "titre": "Qui engage",
            "sous_titre": "Montant engagé, millions d'euros",
            "alt": "Montants par opérateur",
            "lignes": operateurs(),
            "note": "Cliquez sur un opérateur pour filtrer toute la page.",
        },
        {
            "id": "themes",
            "type": "barres",
            "place": "bas",
            "titre": "Projets par thème",
            "sous_titre": "Nombre de projets",
            "alt": "Projets par thème",
            "note": None,
            "lignes": [barre(i, n, v, f"{v} projets", v * 0.7, geste="theme") for i, n, v in themes],
        },
        {
            "id": "progression",
            "type": "courbe",
            "place": "bas",
            "titre": "Progression",
            "sous_titre": "Nombre de projets",
            "alt": "Projets recensés et engagés à chaque comité",
            "axe_y": ["0", "250", "500"],
            "max_y": 500,
            "note": None,
            "series": [
                {
                    "libelle": "Recensés",
                    "couleur": "inconnu",
                    "points": [[x, a, d, f"{a} projets"] for x, d, a, _ in dates],
                },
                {
                    "libelle": "Engagés",
                    "couleur": "accent",
                    "points": [[x, b, d, f"{b} projets"] for x, d, _, b in dates],
                },
            ],
        },
    ]


def donnees(**autres: Any) -> dict[str, Any]:
    return {
        "signature": "depart",
        "titre": "Où en est-on au 24/09/2019 ?",
        "sous_titre": "Phase I · France entière, comparé au 30/04/2019",
        "message": None,
        "couleurs": COULEURS,
        "tuiles": tuiles(),
        "carte": carte(),
        "blocs": blocs(),
        "lecture": {"source": "Données de démonstration. ANCT, opérateurs de l'État ; livraison du 20/09/2019."},
    } | autres


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
    from playwright.sync_api import sync_playwright

    dossier.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as p:
        browser = launch(p)
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
        browser.close()


if __name__ == "__main__":
    photographier(Path(sys.argv[1]))
