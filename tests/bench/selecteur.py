"""How long the selector takes: ``python -m tests.bench.selecteur``. 183 territories, 10 criteria, all weights moved."""

import statistics
import time

import numpy as np

from ti_dashboard.ecrans.selection.classement import classer, sensibilites
from ti_dashboard.ecrans.selection.modele import Bornes, Candidat, Critere, Donnees, RegleDeSelection

TERRITOIRES, CRITERES, TOURS = 183, 10, 200


def donnees(rng: np.random.Generator) -> Donnees:
    values = rng.normal(size=(TERRITOIRES, CRITERES))
    values[rng.random(values.shape) < 0.05] = np.nan
    people = tuple(Candidat(f"ti-{i:04d}", f"T{i}", f"{i % 17}", f"R{i % 17}") for i in range(TERRITOIRES))
    return Donnees(people, tuple(Critere(f"c{k}", f"C{k}", "haut") for k in range(CRITERES)), values)


def main() -> None:
    rng = np.random.default_rng(5)
    times = {"classement": [], "sensibilité de chaque poids": []}
    for turn in range(TOURS):
        drawn = donnees(rng)
        rule = RegleDeSelection(
            {f"c{k}": int(rng.integers(1, 100)) for k in range(CRITERES)},
            "rang" if turn % 2 else "etendue",
            bornes={f"{r}": Bornes(1, 3) for r in range(17)},
        )
        start = time.perf_counter()
        found = classer(drawn, rule)
        middle = time.perf_counter()
        sensibilites(drawn, rule, found)
        times["classement"].append(middle - start)
        times["sensibilité de chaque poids"].append(time.perf_counter() - middle)
    for name, seconds in times.items():
        print(f"{name} : médiane {statistics.median(seconds) * 1000:.1f} ms, plus long {max(seconds) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
