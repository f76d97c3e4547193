"""A page that says all in its boards: a list filter changes nothing else, but for what its browser can tell."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.app.application import ouvrir
from ti_dashboard.adresse.pages import ENTREES

pytestmark = pytest.mark.usefixtures("donnees_servies")
PAGES = [page.fichier for page in ENTREES if page.dit_tout_en_planches]
CORPS, LIEES = "-cadre-page", "-cadre-liees"
CHOIX = {
    "region": ["Bretagne", "Île-de-France", "Guadeloupe"],
    "departement": ["Ain", "Finistère"],
    "theme": ["Mobilité", "Foncier"],
    "operateur": ["Bpifrance", "Apec", "Conseils régionaux"],
}
FILTRES = st.fixed_dictionaries(
    {key: st.lists(st.sampled_from(said), max_size=2, unique=True) for key, said in CHOIX.items()}
)
QUAND = st.sampled_from([("24/09/2019", "Phase I (2018-2022)"), ("27/05/2025", "Phase II (2023-2027)")])
APEC, BPIFRANCE = ({"operateur": [name]} for name in ("Apec", "Bpifrance"))


def _feuilles(bloc: Any, est_du_corps: bool = False) -> Iterator[tuple[bool, str]]:
    """What the run has drawn: whether it is of the page, and its words; « # » before the key of a board."""
    for one in bloc.children.values():
        key = str(getattr(one.proto, "id", "")) if getattr(one, "proto", None) else ""
        if hasattr(one, "children"):
            if not key.endswith(LIEES):
                yield from _feuilles(one, est_du_corps or key.endswith(CORPS))
        elif one.type == "bidi_component":
            yield est_du_corps, f"#{key.split('-', 2)[-1]}"
        else:
            yield est_du_corps, f"{one.type} {getattr(one.proto, 'label', '') or getattr(one.proto, 'body', '')}"


def _montre(page: str, quand: tuple[str, str], filtres: dict[str, list[str]]) -> dict[str, list[str]]:
    arrete, phase = quand
    app = ouvrir(page, arrete=arrete, phase=phase, **{key: said for key, said in filtres.items() if said})
    assert not app.exception
    drawn = list(_feuilles(app.main))
    return {
        "cadre": [words for of_the_page, words in drawn if not of_the_page],
        "planches": [words for of_the_page, words in drawn if of_the_page and words.startswith("#")],
        "ecrit": [words for of_the_page, words in drawn if of_the_page and not words.startswith("#")],
    }


@pytest.mark.parametrize("page", PAGES)
@settings(max_examples=5)
@given(quand=QUAND, avant=FILTRES, apres=FILTRES)
@example(quand=("27/05/2025", "Phase II (2023-2027)"), avant=APEC, apres=BPIFRANCE)
def test_what_is_written_around_the_boards_is_of_no_list_filter(page, quand, avant, apres):
    before, after = (_montre(page, quand, one) for one in (avant, apres))
    assert before["planches"] and before["cadre"] == after["cadre"]
    if before["planches"] == after["planches"] and not any(re.search(r"\d", words) for words in before["ecrit"]):
        assert before["ecrit"] == after["ecrit"]


def test_a_page_that_writes_beside_its_boards_does_not_say_it_says_all_in_them():
    quand = ("24/09/2019", "Phase I (2018-2022)")
    before, after = (_montre("projets", quand, filtres) for filtres in ({}, APEC))
    assert before["ecrit"] != after["ecrit"] and "projets" not in PAGES
