"""The whole matrix: ``python -m tests.appels.matrice [GESTE…]``, two processes at a time.

``--par-sorte N``: how many calls of each kind are struck (3 when not said).
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.appels import couche
from tests.appels.essai import essayer, modele
from tests.appels.gestes import GESTES
from tests.appels.naissance import mere
from tests.appels.points import Point, choisir

AVANCE = 50
Resultat = tuple[Point, str | None]


def un_geste(nom: str, par_sorte: int, part: int, parts: int) -> list[Resultat]:
    """The points of one gesture whose rank is ``part`` modulo ``parts``."""
    with couche.lieu() as folder:
        shared = couche.Partage(folder / "partage")
        with mere(couche.batir(folder), shared, part) as born:
            asked = modele(nom, folder, born)
            points = list(choisir(asked.appels, asked.copie, par_sorte))[part::parts]
            found = []
            for point in points:
                found.append((point, essayer(asked, point, born)))
                if len(found) % AVANCE == 0:
                    print(f"{nom} : {len(found)} sur {len(points)}", flush=True)
                if found[-1][1]:
                    print(f"{nom} {point} : {found[-1][1]}", flush=True)
            return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("gestes", nargs="*", choices=[*GESTES, []], default=list(GESTES))
    parser.add_argument("--par-sorte", type=int, default=3)
    parser.add_argument("--processus", type=int, default=2)
    args = parser.parse_args()
    wrong = total = 0
    with ProcessPoolExecutor(args.processus) as pool:
        asked = {
            name: [pool.submit(un_geste, name, args.par_sorte, i, args.processus) for i in range(args.processus)]
            for name in args.gestes
        }
        for name, parts in asked.items():
            found = [result for part in parts for result in part.result()]
            made = [(point, said) for point, said in found if said != ""]
            faults = Counter(point.faute for point, _ in made)
            bad = sum(1 for _, said in made if said)
            wrong, total = wrong + bad, total + len(made)
            told = ", ".join(f"{fault} {n}" for fault, n in sorted(faults.items()))
            print(f"{name} : {len(made)} points, {bad} en faute ({told})", flush=True)
    print(f"{total} points, {wrong} en faute")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
