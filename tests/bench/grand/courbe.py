"""Growth as a picture: ``python -m tests.bench.grand.courbe SORTIE.svg PAGE NOM=MESURES.json,MESURES.json…``.

Processor's time of the opening and of a filter of one page, on two logarithmic axes, from what ``ecrans`` wrote.
"""

import argparse
import json
import statistics
from math import log10
from pathlib import Path

LARGEUR, HAUTEUR, MARGE = 640, 360, 60
TEINTES = ("#6a6a6a", "#000091")
TRAITS = {"ouverture": "", "filtre": ' stroke-dasharray="6 4"'}
# Bounds of the axes, as powers of ten: lines of money, milliseconds.
FLUX, MS = (3.8, 7.2), (1.5, 3.5)
Points = list[tuple[float, float]]


def points(fichiers: list[Path], page: str, geste: str) -> Points:
    read = [json.loads(path.read_text(encoding="utf-8")) for path in fichiers]
    return sorted((one["flux"][0], statistics.median(one["ecrans"][f"{page} · {geste}"]["cpu"])) for one in read)


def place(flux: float, ms: float) -> tuple[float, float]:
    across, up = ((log10(v) - low) / (high - low) for v, (low, high) in ((flux, FLUX), (ms, MS)))
    return MARGE + across * (LARGEUR - 2 * MARGE), HAUTEUR - MARGE - up * (HAUTEUR - 2 * MARGE)


def _texte(x: float, y: float, said: str, ancre: str = "middle") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{ancre}">{said}</text>'


def _courbe(found: Points, nom: str, geste: str, rang: int) -> str:
    teinte = TEINTES[rang]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in (place(*one) for one in found))
    x, y = place(*found[-1])
    drawn = f'<polyline points="{line}" fill="none" stroke="{teinte}" stroke-width="2"{TRAITS[geste]}/>'
    # Beside its last point, or above it where the picture ends.
    at = (x + 6, y - 2 + 14 * rang, "start") if x < LARGEUR - 3 * MARGE else (x + 6, y - 8, "end")
    return drawn + _texte(at[0], at[1], f"{geste}, {nom} : {found[-1][1]:.0f} ms", at[2])


def dessiner(page: str, series: dict[str, list[Path]]) -> str:
    parts = [_texte(place(10**n, 1)[0], HAUTEUR - MARGE + 20, f"10^{n}") for n in (4, 5, 6, 7)]
    parts += [_texte(MARGE - 6, place(1, ms)[1] + 4, f"{ms} ms", "end") for ms in (50, 100, 200, 500, 1000, 2000)]
    parts += [_texte(LARGEUR / 2, 24, f"{page.capitalize()} : temps de processeur selon le nombre de flux")]
    for rank, (name, files) in enumerate(series.items()):
        parts += [_courbe(points(files, page, gesture), name, gesture, rank) for gesture in TRAITS]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGEUR} {HAUTEUR}" font-family="sans-serif" '
        f'font-size="12"><rect width="{LARGEUR}" height="{HAUTEUR}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Dessine la croissance d'une page, une courbe par série de mesures.")
    parser.add_argument("sortie", type=Path)
    parser.add_argument("page")
    parser.add_argument("series", nargs="+", metavar="NOM=MESURES.json,MESURES.json…")
    args = parser.parse_args()
    named = (one.partition("=") for one in args.series)
    series = {name: [Path(file) for file in files.split(",")] for name, _, files in named}
    args.sortie.write_text(dessiner(args.page, series), encoding="utf-8")


if __name__ == "__main__":
    main()
