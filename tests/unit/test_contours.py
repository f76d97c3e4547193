"""The outlines of the map: complete, small, on one grid, in the order they are read aloud."""

import gzip
import re
from itertools import pairwise

import pytest

from outils.contours import aire, alleger, octets, sans_accent
from ti_dashboard.planche.contours import PHASES, contours, contours_json
from ti_dashboard.referentiels import lire

OCTETS_MAX = 150_000
OCTETS_COMPRESSES_MAX = 40_000


def _rings(path: str) -> list[list[tuple[int, int]]]:
    """Absolute points of a path, as a browser reads it."""
    rings, x, y = [], 0, 0
    for ring in path.removesuffix("z").split("z"):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        if ring[0] == "M":
            x = y = 0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        rings.append(points)
    return rings


@pytest.mark.parametrize("phase", PHASES)
def test_every_territory_of_the_phase_is_drawn_once_with_its_own_name_region_and_population(phase):
    expected = {
        (r["territoire_id"], r["nom"], r["code_region_chef_de_file"], int(r["population"]))
        for r in lire("territoire")
        if r["phase"] == str(phase)
    }
    drawn = contours(phase)["territoires"]
    assert {(t[0], t[1], t[2], t[6]) for t in drawn} == expected
    assert len(drawn) == len(expected)


@pytest.mark.parametrize("phase", PHASES)
def test_territories_are_read_region_by_region_then_by_name(phase):
    outlines = contours(phase)
    regions = {code: nom for code, nom, _ in outlines["regions"]}
    order = [(sans_accent(regions[t[2]]), sans_accent(t[1])) for t in outlines["territoires"]]
    assert order == sorted(order)


@pytest.mark.parametrize("phase", PHASES)
def test_every_outline_is_inside_the_drawing_and_none_is_flat(phase):
    outlines = contours(phase)
    _, _, width, height = map(int, outlines["viewBox"].split())
    assert width == 1000
    for *_, path in outlines["regions"] + [t[:4] for t in outlines["territoires"]]:
        rings = _rings(path)
        assert all(0 < x < width and 0 < y < height for ring in rings for x, y in ring)
        assert max(abs(aire(ring)) for ring in rings) >= 1
    assert all(0 < t[4] < width and 0 < t[5] < height for t in outlines["territoires"])


@pytest.mark.parametrize("phase", PHASES)
def test_each_overseas_territory_is_inside_the_frame_of_its_region(phase):
    outlines = contours(phase)
    regions = {code: nom for code, nom, _ in outlines["regions"]}
    frames = {nom: (x, y, x + w, y + h) for nom, x, y, w, h in outlines["encarts"]}
    assert len(frames) == 5
    for territoire in outlines["territoires"]:
        if frame := frames.get(regions[territoire[2]]):
            x0, y0, x1, y1 = frame
            assert all(x0 < x < x1 and y0 < y < y1 for ring in _rings(territoire[3]) for x, y in ring), territoire[1]
    boxes = sorted(frames.values(), key=lambda f: f[1])
    assert all(above[3] < below[1] for above, below in pairwise(boxes))


def test_neighbours_keep_the_same_border():
    """A border point that only one side keeps lies on the other's segment: some points are shared by many pairs."""
    points = [{p for ring in _rings(t[3]) for p in ring} for t in contours(2)["territoires"]]
    pairs = sum(1 for i, a in enumerate(points) for b in points[i + 1 :] if len(a & b) >= 3)
    assert pairs > 100


@pytest.mark.parametrize("phase", PHASES)
def test_the_committed_file_is_what_the_reference_data_say(phase):
    assert contours_json(phase)[0] == octets(phase), "lancez « make contours »"


@pytest.mark.parametrize("phase", PHASES)
def test_the_file_is_small_and_named_after_its_content(phase):
    body, name = contours_json(phase)
    assert len(body) < OCTETS_MAX
    assert len(gzip.compress(body)) < OCTETS_COMPRESSES_MAX
    assert re.fullmatch(r"[0-9a-f]{12}", name)
    assert name != contours_json(3 - phase)[1]


def test_a_point_is_dropped_only_when_it_moves_no_line():
    square = [(0, 0), (0, 0), (2, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
    assert alleger(square) == [(0, 0), (4, 0), (4, 4), (0, 4)]
    bent = [(0, 0), (2, 1), (4, 0), (4, 4), (0, 0)]
    assert alleger(bent) == bent[:-1]
