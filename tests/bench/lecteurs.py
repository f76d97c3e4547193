"""A whole room opens the same cold page at once, in alternating rounds: ``python -m tests.bench.lecteurs``.

The real application draws each page once and its questions are noted, in order, repeats included. Then N threads, let
go together, ask them all to a publication just opened: once as the store did before (a memory of 1,024 answers where
each reader works out for itself what is not there yet), once as it does. Nothing of Streamlit is in the time.
"""

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from unittest import mock

from tests.app.application import ouvrir
from tests.bench.rapport import machine
from ti_dashboard.demonstration.premier_demarrage import assurer_publication
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.magasin.lignes import Ligne

PAGES = {"accueil": "Accueil", "financements": "Financements", "evolutions": "Évolutions"}
COPIL = {"arrete": "24/09/2019", "compare": "30/04/2019"}
LECTEURS = (1, 4, 16, 32)
MANIERES = ("avant", "maintenant")
Question = tuple[str, dict[str, object]]
RESULTATS = Path(__file__).parent / "resultats"


class Comptee(Publication):
    """A publication that counts what it executes."""

    def __init__(self, fichier: Path) -> None:
        super().__init__(fichier)
        self.executees = 0
        self._compter = threading.Lock()

    def _executer(self, sql: str, parametres: tuple[tuple[str, Hashable], ...]) -> tuple[Ligne, ...]:
        with self._compter:
            self.executees += 1
        return super()._executer(sql, parametres)


class Ancienne(Comptee):
    """As before: a bounded number of answers, nothing shared while one is worked out."""

    def __init__(self, fichier: Path) -> None:
        super().__init__(fichier)
        self._repondre = lru_cache(maxsize=1024)(self._executer)

    def lignes(self, sql: str, **parametres: object) -> tuple[Ligne, ...]:
        asked = ((k, tuple(v) if isinstance(v, list) else v) for k, v in parametres.items())
        return self._repondre(sql, tuple(sorted(asked)))


def questions(page: str) -> list[Question]:
    """What the application asks to draw ``page``, in order."""
    asked: list[Question] = []
    lignes = Publication.lignes

    def note(self: Publication, sql: str, **parametres: object) -> tuple[Ligne, ...]:
        asked.append((sql, parametres))
        return lignes(self, sql, **parametres)

    with mock.patch.object(Publication, "lignes", note):
        ouvrir(page, **COPIL)
    return asked


def ensemble(opened: Comptee, asked: list[Question], readers: int) -> float:
    """Milliseconds until the last of the readers has all its answers."""
    start = threading.Barrier(readers + 1)

    def read() -> None:
        start.wait()
        for sql, parametres in asked:
            opened.lignes(sql, **parametres)

    with ThreadPoolExecutor(readers) as room:
        waiting = [room.submit(read) for _ in range(readers)]
        start.wait()
        began = time.perf_counter()
        for reader in waiting:
            reader.result()
        return (time.perf_counter() - began) * 1000


def mesurer(tours: int) -> list[dict[str, object]]:
    fichier = guichet.service().publication.fichier
    cases = [(page, readers) for page in PAGES for readers in LECTEURS]
    asked = {page: questions(page) for page in PAGES}
    durees, executees = defaultdict(list), defaultdict(list)
    for tour in range(tours):
        for page, readers in cases:
            for maniere in MANIERES if tour % 2 else MANIERES[::-1]:
                opened = (Ancienne if maniere == "avant" else Comptee)(fichier)
                durees[page, readers, maniere].append(ensemble(opened, asked[page], readers))
                executees[page, readers, maniere].append(opened.executees)
                opened.close()
    return [
        {"page": PAGES[page], "lecteurs": readers, "questions": len({repr(q) for q in asked[page]})}
        | {f"executees_{m}": statistics.median(executees[page, readers, m]) for m in MANIERES}
        | {f"ms_{m}": statistics.median(durees[page, readers, m]) for m in MANIERES}
        | {"tous_ms": {m: durees[page, readers, m] for m in MANIERES}}
        for page, readers in cases
    ]


def tableau(rows: list[dict[str, object]]) -> str:
    lines = [
        "| page | lecteurs | questions | exécutions avant | maintenant | ms avant | maintenant | rapport |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for r in rows:
        numbers = (
            r["lecteurs"],
            r["questions"],
            r["executees_avant"],
            r["executees_maintenant"],
            r["ms_avant"],
            r["ms_maintenant"],
        )
        ratio = f"{r['ms_maintenant'] / r['ms_avant']:.2f}".replace(".", ",")
        lines.append(f"| {r['page']} | " + " | ".join(f"{n:.0f}" for n in numbers) + f" | {ratio} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Une salle ouvre la même page froide.")
    parser.add_argument("--tours", type=int, default=10)
    with tempfile.TemporaryDirectory() as provisoire:
        os.environ.setdefault("TI_DASHBOARD_DONNEES", provisoire)
        assurer_publication()
        rows = mesurer(parser.parse_args().tours)
    RESULTATS.mkdir(exist_ok=True)
    (RESULTATS / "lecteurs.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{machine()}\n\n{tableau(rows)}")


if __name__ == "__main__":
    main()
