"""What RGAA asks of pointing and of fields and that the sources alone show: 11.13, 13.2, 13.10, 13.11, 13.12."""

import re

import pytest

from ti_dashboard.dossier.chemins import RACINE

SCRIPTS = sorted((RACINE / "ti_dashboard" / "composants" / "ressources").glob("*.js"))
GABARITS = sorted((RACINE / "ti_dashboard" / "serveur" / "gabarits").glob("*.html"))
CHAMP = re.compile(r"<input (?![^>]*type=\"hidden\")[^>]*>")
JETONS = {"username", "current-password", "new-password", "one-time-code", "organization", "organization-title", "off"}
# Whose the function is that a field asks for: of who fills it in, so that the browser may do it.
A_SOI = ("cadre/atelier.py", "cadre/correction_saisie.py", "ecrans/seance/vue_accueil.py")


@pytest.mark.parametrize("gabarit", [g for g in GABARITS if CHAMP.search(g.read_text(encoding="utf-8"))])
def test_a_field_of_the_doors_says_what_it_is_for_to_the_browser(gabarit) -> None:
    for champ in CHAMP.findall(gabarit.read_text(encoding="utf-8")):
        assert re.search(r'autocomplete="([^"]+)"', champ)[1] in JETONS, champ


@pytest.mark.parametrize("gabarit", [g for g in GABARITS if CHAMP.search(g.read_text(encoding="utf-8"))])
def test_a_field_of_the_doors_that_is_obligatory_says_so_in_its_label(gabarit) -> None:
    text = gabarit.read_text(encoding="utf-8")
    for champ in (c for c in CHAMP.findall(text) if " required" in c):
        named = re.search(r' id="([^"]+)"', champ)[1]
        assert re.search(rf'<label for="{named}">.*\(obligatoire\)', text), champ


@pytest.mark.parametrize("source", A_SOI)
def test_a_field_that_asks_for_ones_own_function_can_be_filled_by_the_browser(source: str) -> None:
    text = (RACINE / "ti_dashboard" / source).read_text(encoding="utf-8")
    assert 'autocomplete="organization-title"' in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s.name)
def test_nothing_acts_before_the_finger_is_lifted_nor_by_a_path_nor_by_a_shake(script) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(r"mousedown|touch(start|move|end)|pointer(move|up)|dragstart|device(motion|orientation)", text)
    # Where it is heard at all, it is only noted that the reader did something.
    assert text.count("pointerdown") <= (script.name in ("suiveur.js", "annonces.js", "foyer.js"))
    assert "window.open" not in text and "_blank" not in text
