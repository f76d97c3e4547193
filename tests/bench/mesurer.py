"""Opening and filter change of three pages that show the same figures, in alternating rounds. Never an assertion.

``python -m tests.bench.mesurer --tours 15`` prints a Markdown table and writes resultats/mesures.json.
"""

import argparse
import json
import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.bench import donnees
from tests.bench.attendus import NOTRE, attendu, avec_region, choix_de_depart
from tests.bench.serveurs import Serveur, start_all
from ti_dashboard.premier_demarrage import assurer_publication

ICI = Path(__file__).parent
SONDE = (ICI / "sonde.js").read_text(encoding="utf-8")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
DELAI_MS = 20_000
Mesures = dict[str, dict[str, list[float]]]


def choisir(page: Page, nom: str, libelle: str) -> None:
    """The gesture of a reader: open the list of regions, click one."""
    if nom == "Dash":
        page.locator("#region").click()
        page.locator(".dash-dropdown-content").get_by_text(libelle, exact=True).click()
        return
    page.get_by_role("combobox", name="Région", exact=nom == NOTRE).first.click()
    page.get_by_role("option", name=libelle, exact=True).click()


def ouvrir(navigateur: Browser, serveur: Serveur, voulu: dict[str, object]) -> tuple[Page, dict[str, float]]:
    """A new reader with an empty cache; times in ms since the navigation, bytes on the wire."""
    contexte = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="fr-FR")
    page = contexte.new_page()
    page.add_init_script(f"window.sondeAttendu = {json.dumps(voulu)};")
    page.add_init_script(SONDE)
    octets = _compter_octets(page)
    page.goto(serveur.adresse, wait_until="commit")
    releve = lire(page)
    return page, {"utile": releve["utile"], "complet": releve["complet"], "octets": sum(octets)}


def lire(page: Page) -> dict[str, float]:
    """The probe's times once everything expected is there; says what is missing when it never is."""
    try:
        return page.wait_for_function("() => window.sonde?.mesure", timeout=DELAI_MS).json_value()
    except PlaywrightTimeout:
        raise SystemExit(f"Rien n'arrive : {page.evaluate('window.sonde.etatDesLieux(window.sondeAttendu)')}") from None


def _compter_octets(page: Page) -> list[float]:
    """Everything received by this page, body and headers, websocket frames included; grows as it comes."""
    sizes: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda e: sizes.append(len(e["response"]["payloadData"])))
    return sizes


def filtrer(page: Page, nom: str, libelle: str, voulu: dict[str, object]) -> float:
    """Milliseconds from the last click to the second frame on which everything is new."""
    page.evaluate("voulu => { window.sonde.mesure = window.sonde.armer(voulu); }", voulu)
    choisir(page, nom, libelle)
    releve = lire(page)
    page.keyboard.press("Escape")
    return releve["complet"] - releve["geste"]


def un_tour(navigateur: Browser, serveur: Serveur, tables: donnees.Tables, region: tuple[str, str]) -> dict[str, float]:
    """One opening, then one filter change, by one new reader."""
    depart = choix_de_depart(tables)
    page, mesure = ouvrir(navigateur, serveur, attendu(serveur.nom, tables, depart))
    page.wait_for_timeout(800)
    libelle, code = region
    mesure["filtre"] = filtrer(page, serveur.nom, libelle, attendu(serveur.nom, tables, avec_region(depart, code)))
    page.context.close()
    return mesure


def mesurer(base: Path, tours: int) -> Mesures:
    os.environ["TI_DASHBOARD_DONNEES"] = str(base)
    assurer_publication()
    tables = donnees.charger()
    regions = list(donnees.options(tables)["region"].items())
    mesures: Mesures = defaultdict(lambda: defaultdict(list))
    with start_all(base, base / "journaux") as serveurs, sync_playwright() as playwright:
        chemin = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        navigateur = playwright.chromium.launch(executable_path=chemin, args=list(OPTIONS))
        for tour in range(tours + 1):
            region = regions[tour % len(regions)]
            for nom, serveur in serveurs.items():
                mesure = un_tour(navigateur, serveur, tables, region)
                print(f"tour {tour} {nom} : " + ", ".join(f"{k} {v:.0f}" for k, v in mesure.items()), flush=True)
                for cle, valeur in mesure.items() if tour else ():  # the first round only warms the servers
                    mesures[nom][cle].append(valeur)
    return mesures


def tableau(mesures: Mesures) -> str:
    """The Markdown table of the report: medians, 95th percentiles, ratios to the two other pages."""
    lines = ["| mesure | page | médiane | p95 | ÷ Dash | ÷ naïf |", "|---|---|---|---|---|---|"]
    titles = {
        "filtre": "filtre, ms",
        "utile": "chiffres utiles, ms",
        "complet": "tout dessiné, ms",
        "octets": "octets reçus",
    }
    medians = {nom: {k: statistics.median(v) for k, v in values.items()} for nom, values in mesures.items()}
    for cle, titre in titles.items():
        for nom, values in mesures.items():
            own = medians[nom][cle]
            high = statistics.quantiles(values[cle], n=20)[-1] if len(values[cle]) > 1 else own
            ratios = " | ".join(f"{own / medians[other][cle]:.2f}" for other in ("Dash", "naïf"))
            lines.append(f"| {titre} | {nom} | {own:.0f} | {high:.0f} | {ratios} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Mesure l'ouverture et le changement de filtre des trois pages.")
    parser.add_argument("--tours", type=int, default=15, help="tours alternés après le tour de chauffe (défaut : 15)")
    parser.add_argument("--donnees", type=Path, help="dossier de données à servir (défaut : une démonstration neuve)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as provisoire:
        mesures = mesurer(args.donnees or Path(provisoire), args.tours)
    resultats = ICI / "resultats"
    resultats.mkdir(exist_ok=True)
    (resultats / "mesures.json").write_text(json.dumps(mesures, indent=1, ensure_ascii=False), encoding="utf-8")
    print(tableau(mesures))


if __name__ == "__main__":
    main()
