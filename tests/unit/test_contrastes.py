"""Texts are read on every ground they are written on: the contrast that RGAA 3.2 asks for, colour by colour."""

import tomllib

import pytest

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.planche.theme import COULEURS

THEME = tomllib.loads((RACINE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
# What Streamlit writes captions and keys with: the colour of the text, let through by this much.
ATTENUE = 0.6
FONDS = ("fond", "fond-doux", "alerte-doux")
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
