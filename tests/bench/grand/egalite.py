"""Sums against lines under filters drawn at random: ``python -m tests.bench.grand.egalite DOSSIER --tirages 1000``."""

import argparse
import sys
from pathlib import Path

from tests.bench.rapport import machine
from tests.cumules import ecarts, tires
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.questions.cumules import CUMULEES, D_UN_SEUL_REGARD


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare les cumuls aux lignes, au centime.")
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--tirages", type=int, default=1000)
    parser.add_argument("--graine", type=int, default=2026)
    args = parser.parse_args()
    pointer = lire_pointeur(args.dossier / "publications")
    if pointer is None:
        parser.error(f"Aucune publication dans {args.dossier}.")
    opened = Publication(args.dossier / "publications" / pointer["publication"])
    found = [said for drawn in tires(opened, args.tirages, args.graine) for said in ecarts(opened, drawn)]
    asked = len(CUMULEES) + len(D_UN_SEUL_REGARD)
    print(f"{machine()} : {args.tirages} tirages × {asked} questions, {len(found)} écarts")
    print(*found[:10], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
