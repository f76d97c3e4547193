"""The time of every screen on one publication, question by question: ``python -m tests.bench.grand.ecrans DOSSIER…``.

Composed by the pure layer, as ``/ecrans`` does, with no browser nor Streamlit. A first composition is that of a
publication just opened, its answers forgotten; a filter, that of a region never asked before. The same order for each
round, the folders in turn. Beside the clock, the processor's time, threads of DuckDB included: on a machine that others
load, it alone compares.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Hashable
from pathlib import Path
from unittest import mock

import duckdb

from tests.bench.rapport import machine
from ti_dashboard.adresse.pages import ENTREES, Page
from ti_dashboard.compositions import ecran_demande, pages_composees, planches_gardees
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.magasin.lignes import Ligne
from ti_dashboard.questions import poser

RESULTATS = Path(__file__).parents[1] / "resultats"
REGIONS = ("Bretagne", "Grand Est", "Occitanie", "Normandie", "Hauts-de-France", "Nouvelle-Aquitaine", "Bourgogne")
# A sheet is that of one territory.
PROPRES = {"territoire": "id=ti-8419"}
# Milliseconds: of the clock (« total », « sql »), of the processor (« cpu », and by question).
Releve = dict[str, list[float]]


class Chronometree(Publication):
    """A publication that says how long each question took; ``noms``: its text → its name."""

    def __init__(self, fichier: Path, noms: dict[str, str]) -> None:
        super().__init__(fichier)
        self._noms, self.durees, self.sql = noms, defaultdict[str, float](float), 0.0

    def _executer(self, sql: str, parametres: tuple[tuple[str, Hashable], ...]) -> tuple[Ligne, ...]:
        clock, began = time.perf_counter(), time.process_time()
        try:
            return super()._executer(sql, parametres)
        finally:
            self.sql += (time.perf_counter() - clock) * 1000
            self.durees[self._noms.get(sql, "autre")] += (time.process_time() - began) * 1000


class Mesure:
    """What one folder gives, round after round."""

    def __init__(self, dossier: Path, pages: tuple[str, ...]) -> None:
        self._pages = pages
        pointer = lire_pointeur(dossier / "publications")
        assert pointer is not None
        self.fichier = dossier / "publications" / pointer["publication"]
        self.noms: dict[str, str] = {}
        self.ecrans: dict[str, Releve] = defaultdict(lambda: defaultdict(list))
        self.questions: dict[str, Releve] = defaultdict(lambda: defaultdict(list))

    def tour(self, rang: int) -> None:
        question = poser._question

        def name(nom: str, sur: str | None, *others: bool) -> tuple[str, frozenset[str]]:
            found = question(nom, sur, *others)
            self.noms[found[0]] = nom if sur is None else f"{nom} sur {sur}"
            return found

        with mock.patch.object(poser, "_question", name):
            for page in ENTREES:
                if page.fichier in self._pages:
                    self._page(page, rang)

    def _page(self, page: Page, rang: int) -> None:
        opened = Chronometree(self.fichier, self.noms)
        own = PROPRES.get(page.fichier, "")
        region = f"region={REGIONS[rang % len(REGIONS)]}"
        for gesture, asked in (("ouverture", own), ("filtre", "&".join(filter(None, (own, region))))):
            opened.durees.clear()
            opened.sql = 0.0
            key = f"{page.fichier} · {gesture}"
            clock, began = time.perf_counter(), time.process_time()
            _composer(opened, page, asked)
            self.ecrans[key]["total"].append((time.perf_counter() - clock) * 1000)
            self.ecrans[key]["cpu"].append((time.process_time() - began) * 1000)
            self.ecrans[key]["sql"].append(opened.sql)
            for name, spent in opened.durees.items():
                self.questions[key][name].append(spent)
        opened.close()


def _composer(opened: Publication, page: Page, requete: str) -> None:
    try:
        planches_gardees.page(*ecran_demande.lire(opened, page, requete))
    except duckdb.InterruptException:
        print(f"{page.fichier} : une question a été interrompue", flush=True)


def mesurer(dossiers: list[Path], tours: int, pages: tuple[str, ...]) -> None:
    measured = {folder: Mesure(folder, pages) for folder in dossiers}
    # The code is loaded and the texts are written before any clock starts.
    Mesure(dossiers[0], pages).tour(0)
    for rang in range(tours):
        for folder, one in measured.items():
            one.tour(rang)
            print(f"tour {rang + 1}, {folder.name}, {machine()}", flush=True)
    RESULTATS.mkdir(exist_ok=True)
    for folder, one in measured.items():
        with duckdb.connect(str(one.fichier), read_only=True) as con:
            row = con.execute("SELECT count(*), (SELECT count(*) FROM etat_flux) FROM flux").fetchone()
        said = {"flux": row, "machine": machine(), "ecrans": one.ecrans, "questions": one.questions}
        (RESULTATS / f"grand-{folder.name}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
        _dire(folder.name, one)


def _dire(nom: str, one: Mesure) -> None:
    print(f"\n{nom}")
    for key, found in one.ecrans.items():
        worst = sorted(one.questions[key].items(), key=lambda said: -statistics.median(said[1]))[:4]
        slow = ", ".join(f"{name} {statistics.median(spent):.0f}" for name, spent in worst)
        total, sql, cpu = (statistics.median(found[part]) for part in ("total", "sql", "cpu"))
        print(f"{key:28} {total:7.0f} ms, dont SQL {sql:7.0f} ; processeur {cpu:7.0f} ({slow})")


def main() -> None:
    parser = argparse.ArgumentParser(description="Mesure chaque écran sur des publications de taille croissante.")
    parser.add_argument("dossiers", type=Path, nargs="+", help="dossiers de données, du plus petit au plus grand")
    parser.add_argument("--tours", type=int, default=5)
    parser.add_argument("--pages", nargs="*", default=pages_composees(), choices=pages_composees())
    args = parser.parse_args()
    mesurer(args.dossiers, args.tours, tuple(args.pages))


if __name__ == "__main__":
    main()
