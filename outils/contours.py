"""``make contours``: outlines of the map, GeoJSON in degrees → compact SVG paths in whole units of a 1000-wide drawing.

Committed as the browser gets them: run again when the outlines, the territories, the regions or the vintages change.
Everything is rounded to the same grid, so two territories that share a border still share it after rounding: a
point is dropped only when it lies on the segment between its neighbours, which moves no line.
Territories are sorted by region name, then by name: it is the order read aloud, and the order of Home and End.
"""

import json
import math
import unicodedata
from typing import Any

from ti_dashboard.dossier.chemins import REFERENTIELS
from ti_dashboard.planche.contours import PHASES, fichier
from ti_dashboard.referentiels import lire, millesimes

LARGEUR = 1000
MARGE = 6
MARGE_ENCART = 10
# The name of an inset sits astride the top of its frame.
MARGE_NOM = 9
LATITUDE_ECHELLE = 46.5

Point = tuple[int, int]
Anneau = list[Point]


def contours(phase: int) -> dict[str, Any]:
    """Everything the browser needs to draw one phase's map; see ``ressources/carte.js`` for how each list is read."""
    regions, territoires = _features("regions"), _features(f"territoires_phase{phase}")
    grille = _Grille(regions)
    shapes = {f["properties"]["code"]: grille.anneaux(f["geometry"]) for f in regions}
    names = {f["properties"]["code"]: f["properties"]["nom"] for f in regions}
    drawn = [_territoire(f, grille, row) for f, row in _with_rows(territoires, phase)]
    drawn.sort(key=lambda t: (sans_accent(names[t[2]]), sans_accent(t[1]), t[0]))
    said = millesimes()
    return {
        "phase": phase,
        "millesime": f"{said['perimetres']}, {said['communes']}",
        "viewBox": f"0 0 {LARGEUR} {grille.hauteur}",
        "regions": [[code, names[code], chemin(rings)] for code, rings in sorted(shapes.items())],
        "territoires": drawn,
        "encarts": _encarts(shapes, names),
    }


def octets(phase: int) -> bytes:
    """The file of a phase."""
    return json.dumps(contours(phase), ensure_ascii=False, separators=(",", ":")).encode()


def sans_accent(text: str) -> str:
    """Sort key: « Île » sorts with « Ile », whatever the case."""
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().casefold()


def chemin(anneaux: list[Anneau]) -> str:
    """SVG path with relative whole-number commands; ``m`` after ``z`` starts from the last ring's first point."""
    parts, origin = [], (0, 0)
    for ring in anneaux:
        parts.append(f"m{_pair(ring[0], origin)}")
        previous = origin = ring[0]
        steps = []
        for point in ring[1:]:
            steps.append(_pair(point, previous))
            previous = point
        parts.append("l" + "".join(s if s[0] == "-" else f" {s}" for s in steps).lstrip() + "z")
    return "".join(parts).replace("m", "M", 1)


def _pair(point: Point, origin: Point) -> str:
    dx, dy = point[0] - origin[0], point[1] - origin[1]
    return f"{dx}{dy}" if dy < 0 else f"{dx} {dy}"


def _features(nom: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((REFERENTIELS / "geo" / f"{nom}.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    return features


def _with_rows(features: list[dict[str, Any]], phase: int) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Each outline with its row of ``territoire.csv``, the only authority on names, regions and population."""
    rows = {r["territoire_id"]: r for r in lire("territoire") if r["phase"] == str(phase)}
    return [(f, rows[f["properties"]["id_ti"]]) for f in features]


def _territoire(feature: dict[str, Any], grille: "_Grille", row: dict[str, str]) -> list[Any]:
    rings = grille.anneaux(feature["geometry"])
    x, y = _centre(max(rings, key=lambda r: abs(aire(r))))
    population = int(row["population"]) if row["population"] else None
    return [row["territoire_id"], row["nom"], row["code_region_chef_de_file"], chemin(rings), x, y, population]


def _encarts(shapes: dict[str, list[Anneau]], names: dict[str, str]) -> list[list[Any]]:
    """One frame for each overseas region, all of one width so that they line up."""
    overseas = [r["code_region"] for r in lire("region") if r["outre_mer"] == "oui"]
    boxes = {code: _boite([p for ring in shapes[code] for p in ring]) for code in overseas}
    left = min(b[0] for b in boxes.values()) - MARGE_ENCART
    width = max(b[2] for b in boxes.values()) + MARGE_ENCART - left
    return [
        [names[c], left, y0 - MARGE_ENCART - MARGE_NOM, width, y1 - y0 + 2 * MARGE_ENCART + MARGE_NOM]
        for c, (_, y0, _, y1) in boxes.items()
    ]


class _Grille:
    """The change from degrees to drawing units, tight around what the regions cover."""

    def __init__(self, regions: list[dict[str, Any]]) -> None:
        points = [p for f in regions for ring in _rings(f["geometry"]) for p in ring]
        self._cos = math.cos(math.radians(LATITUDE_ECHELLE))
        self._west, self._north = min(p[0] for p in points) * self._cos, max(p[1] for p in points)
        # The frames around the insets stick out of the outlines: leave them their margin on the west and the north.
        self._bord = MARGE + MARGE_ENCART
        east = max(p[0] for p in points) * self._cos
        self._echelle = (LARGEUR - self._bord - MARGE) / (east - self._west)
        self.hauteur = self.point((0, min(p[1] for p in points)))[1] + self._bord

    def point(self, lon_lat: list[float] | tuple[float, float]) -> Point:
        lon, lat = lon_lat[0], lon_lat[1]
        x = (lon * self._cos - self._west) * self._echelle + self._bord
        return round(x), round((self._north - lat) * self._echelle + self._bord)

    def anneaux(self, geometry: dict[str, Any]) -> list[Anneau]:
        """Rings on the grid, without those too small to be seen, but never without the largest one."""
        rings = [alleger([self.point(p) for p in ring]) for ring in _rings(geometry)]
        seen = [r for r in rings if len(r) > 2 and abs(aire(r)) >= 1]
        return seen or [max(rings, key=len)]


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def alleger(points: Anneau) -> Anneau:
    """Drop repeated points, and points on the straight line between their neighbours; the ring is left open."""
    kept: Anneau = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _aligned(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _aligned(a: Point, b: Point, c: Point) -> bool:
    """True when b lies between a and c; a spike that turns back on itself is dropped too."""
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def aire(ring: Anneau) -> float:
    """Signed area, in square units."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _centre(ring: Anneau) -> Point:
    """Centre of gravity: where the keyboard looks for the nearest neighbour."""
    surface = aire(ring)
    if not surface:
        x0, y0, x1, y1 = _boite(ring)
        return (x0 + x1) // 2, (y0 + y1) // 2
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return round(x / (6 * surface)), round(y / (6 * surface))


def _boite(points: Anneau) -> tuple[int, int, int, int]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


if __name__ == "__main__":
    for phase in PHASES:
        fichier(phase).write_bytes(octets(phase))
        print(f"{fichier(phase).name} : {len(octets(phase))} octets.")
