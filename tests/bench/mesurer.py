"""Opening and filter change of pages that show the same figures, in alternating rounds. Never an assertion.

``python -m tests.bench.mesurer`` prints Markdown tables and writes resultats/mesures.json and resultats/mesures.md.
"""

import argparse
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import donnees, rapport
from tests.bench.attendus import attendu, avec_region, choix_de_depart
from tests.bench.lecteur import Releve, filtrer, ouvrir
from tests.bench.moteur import chronometrer
from tests.bench.serveurs import COMMANDES, MOSAIC_EST_BATIE, Serveur, start_all
from tests.navigateur import open_browser
from ti_dashboard.demonstration.premier_demarrage import assurer_publication

ICI = Path(__file__).parent
Region = tuple[str, str]


def un_tour(navigateur: Browser, serveur: Serveur, tables: donnees.Tables, regions: list[Region]) -> Releve:
    """One new reader: a cold opening, then one filter change after the other (the last one is the detailed one)."""
    choix = choix_de_depart(tables)
    page, fil, releve = ouvrir(navigateur, serveur, attendu(serveur.nom, tables, choix))
    page.wait_for_timeout(800)
    for rang, (libelle, code) in enumerate(regions):
        choix = avec_region(choix, code)
        change = filtrer(page, fil, serveur, libelle, attendu(serveur.nom, tables, choix))
        releve |= {"premier_filtre": change["filtre"]} if rang == 0 else change
    page.context.close()
    return releve


def mesurer(base: Path, tours: int) -> tuple[rapport.Mesures, dict[str, list[float]]]:
    """name of the page → measure → one value per round; and the engine's own times."""
    os.environ["TI_DASHBOARD_DONNEES"] = str(base)
    assurer_publication()
    tables = donnees.charger()
    # Another pair of regions each time: no page may answer from its memory.
    regions = list(donnees.options(tables)["region"].items())
    mesures: rapport.Mesures = defaultdict(lambda: defaultdict(list))
    with start_all(base, base / "journaux") as serveurs, open_browser() as navigateur:
        for tour in range(tours + 1):
            pair = [regions[tour % len(regions)], regions[(tour + 5) % len(regions)]]
            for nom in _ordre(tour):
                releve = un_tour(navigateur, serveurs[nom], tables, pair)
                _dire(tour, nom, releve)
                for cle, valeur in releve.items() if tour else ():  # the first round only warms the servers
                    mesures[nom][cle].append(valeur)
    depart = choix_de_depart(tables)
    return dict(mesures), chronometrer([avec_region(depart, code) for _, code in regions])


def _ordre(tour: int) -> list[str]:
    """Each page comes first, then later, in turn."""
    noms = list(COMMANDES)
    return noms[tour % len(noms) :] + noms[: tour % len(noms)]


def _dire(tour: int, nom: str, releve: Releve) -> None:
    seen = ", ".join(f"{cle} {releve[cle]:.0f}" for cle in rapport.PRINCIPALES)
    print(f"{'chauffe' if tour == 0 else f'tour {tour}'}, {nom} : {seen}", flush=True)


def ecrire(mesures: rapport.Mesures, moteur: dict[str, list[float]], charge: str, nom: str) -> None:
    """The report on the screen, and beside the values of every round in resultats/."""
    texte = "\n\n".join(
        (
            f"Machine : {charge} ; à la fin, {rapport.machine()}",
            rapport.tableau(mesures, rapport.PRINCIPALES),
            rapport.valeurs(mesures, rapport.PRINCIPALES),
            "\n".join(rapport.objectifs(mesures)),
            rapport.tableau(mesures, rapport.DETAIL),
            rapport.tableau_serveur(moteur),
        )
    )
    resultats = ICI / "resultats"
    resultats.mkdir(exist_ok=True)
    brut = {"machine": charge, "pages": mesures, "moteur": moteur}
    (resultats / f"{nom}.json").write_text(json.dumps(brut, indent=1, ensure_ascii=False), encoding="utf-8")
    (resultats / f"{nom}.md").write_text(texte + "\n", encoding="utf-8")
    print("\n" + texte)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.mesurer",
        description="Mesure l'ouverture et le changement de filtre de pages qui disent la même chose : "
        "le tableau de bord, Dash, un script Streamlit naïf, Mosaic ; à côté, un passage nu de Streamlit.",
    )
    parser.add_argument("--tours", type=int, default=15, help="tours alternés après le tour de chauffe (défaut : 15)")
    parser.add_argument("--donnees", type=Path, help="dossier de données à servir (défaut : une démonstration neuve)")
    parser.add_argument("--nom", default="mesures", help="nom des fichiers écrits dans resultats/ (défaut : mesures)")
    args = parser.parse_args()
    if not MOSAIC_EST_BATIE:
        print("La page Mosaic n'est pas mesurée : « make bench » la bâtit, s'il y a npm.")
    charge = rapport.machine()
    with tempfile.TemporaryDirectory() as provisoire:
        mesures, moteur = mesurer(args.donnees or Path(provisoire), args.tours)
    ecrire(mesures, moteur, charge, args.nom)


if __name__ == "__main__":
    main()
