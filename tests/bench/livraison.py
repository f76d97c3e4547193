"""A 200,000-row workbook from reception to publication: ``python -m tests.bench.livraison [LIGNES]``.

Each verb is the one of the command line, timed from the outside with the largest memory of its processes.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import xlsxwriter

from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.referentiels.schemas import lire

MIO = 2**20


def ecrire(path: Path, nb: int, projets: list[str]) -> None:
    """Requests for support, one cent apart, over the projects of the demonstration."""
    columns = [f["name"] for f in lire("financements")["fields"]]
    common = {
        "phase": 1,
        "operateur_id": "bpifrance",
        "instrument_id": "aides-bpifrance",
        "type_montant": "demande",
        "nature_aide": "subvention",
        "date_effet": "15/03/2022",
        "cause": "initial",
    }
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Financements")
        sheet.write_row(0, 0, columns)
        for i in range(nb):
            row = common | {
                "reference": f"GROS-{i:06d}",
                "projet_id": projets[i % len(projets)],
                "montant": i / 100 + 1,
            }
            sheet.write_row(i + 1, 0, [row.get(c) for c in columns])


def chronometrer(*verbe: str) -> tuple[float, float]:
    """Seconds of a verb, and the largest resident memory of its processes so far, in MiB."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ti_dashboard", *verbe], cwd=chemins.RACINE, text=True, capture_output=True
    )
    if done.returncode:
        raise SystemExit(f"{verbe[0]} : {done.stdout[-2000:]}{done.stderr[-2000:]}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - start, peak


def main(nb: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TI_DASHBOARD_DONNEES"] = folder
        chronometrer("demonstration")
        chronometrer("construire")
        pointer = lire_pointeur(chemins.publications())
        with duckdb.connect(str(chemins.publications() / pointer["publication"]), read_only=True) as con:
            projets = [p for (p,) in con.execute("SELECT DISTINCT projet_id FROM projet WHERE phase = 1").fetchall()]
        path = Path(folder) / "gros.xlsx"
        ecrire(path, nb, projets)
        print(f"{nb} lignes, {path.stat().st_size / MIO:.1f} Mio")
        total = 0.0
        for verb in (("deposer", str(path), "--emetteur", "Bpifrance"), ("publier",)):
            seconds, peak = chronometrer(*verb)
            total += seconds
            print(f"{verb[0]:<8} {seconds:6.1f} s, mémoire la plus haute {peak:6.0f} Mio")
        print(f"{'total':<8} {total:6.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
