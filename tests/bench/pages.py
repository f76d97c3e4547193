"""Filter change on each of our pages, in alternating rounds, beside Accueil. Never an assertion.

``python -m tests.bench.pages --tours 10`` prints a Markdown table. The clock stops on the second frame after the last
board has a new signature and no element of the page is stale.
"""

import argparse
import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.serveurs import COMMANDES, start_all
from tests.navigateur import open_browser
from ti_dashboard.demonstration.premier_demarrage import assurer_publication

PAGES = ("", "territoires", "projets", "financements")
# The list draws only what it shows: the first regions need no scrolling.
REGIONS = ("Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire")
HORLOGE = """() => {
  const planches = () => [...document.querySelectorAll("*")]
    .map((e) => e.shadowRoot?.querySelector(".planche")).filter(Boolean).map((p) => p.dataset.signature);
  const avant = planches().join();
  const releve = { geste: 0 };
  addEventListener("pointerdown", (e) => { releve.geste = e.timeStamp; }, { capture: true });
  window.horloge = new Promise((resolve) => {
    let deSuite = 0;
    const regarder = (instant) => {
      const neuf = releve.geste && planches().join() !== avant && planches().every(Boolean);
      deSuite = neuf && !document.querySelector('[data-stale="true"]') ? deSuite + 1 : 0;
      if (deSuite < 2) return requestAnimationFrame(regarder);
      return resolve(instant - releve.geste);
    };
    requestAnimationFrame(regarder);
  });
}"""


def filtrer(page: Page, adresse: str, region: str) -> float:
    page.goto(adresse)
    page.wait_for_function("() => document.querySelector('[data-testid=\"stAppViewContainer\"]')")
    page.wait_for_timeout(3500)
    page.get_by_role("combobox", name="Région", exact=True).click()
    page.evaluate(HORLOGE)
    page.get_by_role("option", name=region, exact=True).click()
    return page.wait_for_function("() => window.horloge", timeout=20_000).json_value()


def main() -> None:
    parser = argparse.ArgumentParser(description="Changement de filtre sur chacune de nos pages.")
    parser.add_argument("--tours", type=int, default=10)
    tours = parser.parse_args().tours
    mesures: dict[str, list[float]] = defaultdict(list)
    for autre in [nom for nom in COMMANDES if nom != "tableau de bord"]:
        COMMANDES.pop(autre)
    with tempfile.TemporaryDirectory() as provisoire:
        os.environ["TI_DASHBOARD_DONNEES"] = provisoire
        assurer_publication()
        with start_all(Path(provisoire), Path(provisoire) / "journaux") as serveurs, open_browser() as navigateur:
            for tour in range(tours + 1):
                for nom in PAGES:
                    page = navigateur.new_page(viewport={"width": 1600, "height": 900}, locale="fr-FR")
                    duree = filtrer(page, serveurs["tableau de bord"].adresse + nom, REGIONS[tour % len(REGIONS)])
                    page.close()
                    if tour:
                        mesures[nom].append(duree)
    base = statistics.median(mesures[""])
    print("| page | médiane, ms | p95, ms | ÷ accueil |\n|---|---|---|---|")
    for nom, durees in mesures.items():
        median, high = statistics.median(durees), statistics.quantiles(durees, n=20)[-1]
        print(f"| {nom or 'accueil'} | {median:.0f} | {high:.0f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
