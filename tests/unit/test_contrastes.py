"""Texts are read on every ground they are written on: the contrast that RGAA 3.2 asks for, colour by colour."""

import itertools
import json
import tomllib
from collections.abc import Iterator

import pytest

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.planche.theme import COULEURS, ECHELLE, LUES, TRACEES
from ti_dashboard.service.contraste import MINIMUM, MINIMUM_DU_TRAIT

THEME = tomllib.loads((RACINE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
# What Streamlit writes captions and keys with: the colour of the text, let through by this much.
ATTENUE = 0.6
FONDS = ("fond", "fond-doux", "alerte-doux")
FEUILLES = [
    (RACINE / "ti_dashboard" / "composants" / "ressources" / name).read_text(encoding="utf-8")
    for name in ("presentation.css", "scene.css", "mur.css", "pupitre.css", "salle.css", "rejeu.css")
]
RETOURNE = 0.93
# What « hue-rotate(180deg) » makes of red, green and blue (Filter Effects).
DEMI_TOUR = ((-0.574, 1.430, 0.144), (0.426, 0.430, 0.144), (0.426, 1.430, -0.856))
TEXTES = ("encre", "encre-douce", "accent", "bon", "mauvais", "alerte")


def _composantes(couleur: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(couleur.removeprefix("#")))


def _luminance(composantes: tuple[int, ...]) -> float:
    lin = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in composantes)]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contraste(texte: tuple[int, ...], fond: tuple[int, ...]) -> float:
    clair, fonce = sorted((_luminance(texte), _luminance(fond)), reverse=True)
    return (clair + 0.05) / (fonce + 0.05)


def test_the_measure_is_that_of_the_standard() -> None:
    assert round(contraste((0, 0, 0), (255, 255, 255)), 1) == 21
    assert round(contraste(_composantes("#767676"), (255, 255, 255)), 2) == 4.54


@pytest.mark.parametrize("fond", FONDS)
@pytest.mark.parametrize("texte", TEXTES)
def test_a_text_is_read_on_each_ground(texte: str, fond: str) -> None:
    assert contraste(_composantes(COULEURS[texte]), _composantes(COULEURS[fond])) >= 4.5


@pytest.mark.parametrize("fond", FONDS)
def test_a_text_that_streamlit_fades_is_read_on_each_ground(fond: str) -> None:
    assert THEME["textColor"] == COULEURS["encre"]
    ground = _composantes(COULEURS[fond])
    mixed = zip(_composantes(COULEURS["encre"]), ground, strict=True)
    assert contraste(tuple(round(ATTENUE * ink + (1 - ATTENUE) * paper) for ink, paper in mixed), ground) >= 4.5


def _sombre(couleur: str) -> tuple[int, ...]:
    """As the dark presentation shows it: turned over, hues kept."""
    turned = [RETOURNE - (2 * RETOURNE - 1) * c / 255 for c in _composantes(couleur)]
    rotated = [sum(part * c for part, c in zip(line, turned, strict=True)) for line in DEMI_TOUR]
    return tuple(round(255 * min(1, max(0, c))) for c in rotated)


def test_the_dark_presentation_is_the_filter_that_is_measured_here() -> None:
    assert all(f"filter: invert({RETOURNE}) hue-rotate(180deg);" in sheet for sheet in FEUILLES)


@pytest.mark.parametrize(("marque", "fond"), TRACEES)
def test_what_is_drawn_is_seen_on_its_ground_in_light_and_in_dark(marque: str, fond: str) -> None:
    light = contraste(_composantes(COULEURS[marque]), _composantes(COULEURS[fond]))
    assert min(light, contraste(_sombre(COULEURS[marque]), _sombre(COULEURS[fond]))) >= MINIMUM_DU_TRAIT


def _couleurs(drawn: object) -> Iterator[str]:
    """Every colour that a kept board names."""
    if isinstance(drawn, dict):
        yield from (c for key, c in drawn.items() if key == "couleur" and c)
    if isinstance(drawn, dict | list):
        for part in drawn.values() if isinstance(drawn, dict) else drawn:
            yield from _couleurs(part)


def test_no_bar_line_nor_point_is_drawn_in_a_colour_that_fades_into_the_ground() -> None:
    boards = sorted((RACINE / "tests" / "donnees" / "planches").glob("*.json"))
    drawn = {c for board in boards for c in _couleurs(json.loads(board.read_text(encoding="utf-8")))}
    assert len(drawn) > 5
    for c in drawn:
        assert contraste(_composantes(COULEURS[c]), _composantes(COULEURS["fond"])) >= MINIMUM_DU_TRAIT, c


@pytest.mark.parametrize(("texte", "fond"), LUES)
def test_a_text_is_read_in_the_dark_presentation(texte: str, fond: str) -> None:
    assert contraste(_sombre(COULEURS[texte]), _sombre(COULEURS[fond])) >= MINIMUM


def test_the_edge_of_a_field_is_the_colour_that_is_measured() -> None:
    assert THEME["borderColor"] == COULEURS["region-trait"] and THEME["primaryColor"] == COULEURS["accent"]


def test_the_marks_of_the_map_stay_apart_on_both_grounds() -> None:
    for turn in (_composantes, _sombre):
        scale = [_luminance(turn(COULEURS[name])) for name in ECHELLE]
        assert scale in (sorted(scale), sorted(scale, reverse=True))
        marks = [turn(COULEURS[name]) for name in ("carte-0", *ECHELLE)]
        for one, other in itertools.pairwise(marks):
            # The lowest is as clear as the next, and of another hue: warm where it is cold.
            is_warm = [red > blue for red, _, blue in (one, other)]
            assert contraste(one, other) >= 1.35 or is_warm == [True, False]
