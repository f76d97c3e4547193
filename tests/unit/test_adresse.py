"""An address never lies: each of its words is either understood, and written in one way, or said."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import A2019, A2019_AVRIL, filtres
from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.comprise import SANS_COMPARAISON, Vocabulaire
from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.langue.mots import LONGUEUR, abreger, comprendre, comprendre_jour
from ti_dashboard.questions.options import vocabulaire


@pytest.fixture
def mots(demo) -> Vocabulaire:
    return vocabulaire(demo)


@pytest.mark.parametrize(
    ("parametre", "texte", "label"),
    [
        ("region", "53", "Bretagne"),
        ("region", "bretagne", "Bretagne"),
        ("region", "ile de france", "Île-de-France"),
        ("region", "PROVENCE ALPES COTE D AZUR", "Provence-Alpes-Côte d'Azur"),
        ("operateur", "bpifrance", "Bpifrance"),
        ("theme", "mobilite", "Mobilité"),
        ("operateur", " Bpifrance ", "Bpifrance"),
        ("arrete", "2019-09-24", "24/09/2019"),
        ("arrete", "24.9.2019", "24/09/2019"),
        ("arrete", "24-09-2019", "24/09/2019"),
        ("compare", "aucune", SANS_COMPARAISON),
        ("compare", "2019-04-30", "30/04/2019"),
        ("phase", "1", "Phase I (2018-2022)"),
        ("phase", "ii", "Phase II (2023-2027)"),
        ("phase", "phase 2", "Phase II (2023-2027)"),
        ("phase", "Phase I", "Phase I (2018-2022)"),
    ],
)
def test_a_word_is_understood_however_it_is_typed(mots, parametre: str, texte: str, label: str):
    assert mots.comprendre(parametre, texte) == label


@pytest.mark.parametrize(
    ("parametre", "texte"),
    [
        ("region", "Atlantide"),
        ("region", ""),
        ("region", "bpifrance"),
        ("arrete", "32/13/2019"),
        ("phase", "III"),
        ("arrete", "25/09/2019"),
        ("operateur", "B" * 5_000),
        ("theme", "[x](https://exemple.test)"),
    ],
)
def test_a_word_that_means_nothing_is_not_guessed(mots, parametre: str, texte: str):
    assert mots.comprendre(parametre, texte) is None


def test_a_word_that_names_two_choices_names_none():
    assert comprendre("ETAT", {"a": "État", "b": "etat"}) is None
    assert comprendre("État", {"a": "État", "b": "etat"}) == "a"


def test_a_typo_is_said_with_what_is_shown_and_the_closest_name(mots):
    choix, (said,) = partagee.lire({"operateur": ["Bpifranse"]}, mots)
    assert choix.operateurs == ()
    assert said.en_mots() == "Opérateur inconnu : « Bpifranse »"
    assert said.suite == "L'écran n'est pas filtré par opérateur." and said.proches[0] == ("Bpifrance", "Bpifrance")


def test_of_two_regions_the_wrong_one_is_said_and_the_right_one_kept(mots):
    choix, (said,) = partagee.lire({"region": ["Atlantide", "bretagne", "53"]}, mots)
    assert choix.regions == ("53",)
    assert (said.texte, said.suite) == ("Atlantide", "Le filtre région ne retient que « Bretagne ».")


def test_a_scalar_given_twice_keeps_the_first_that_is_understood_and_says_the_other(mots):
    choix, said = partagee.lire({"arrete": ["hier", "24/09/2019", "12/10/2021"]}, mots)
    assert choix.arrete == A2019 and choix.compare == A2019_AVRIL and choix.phase == 1
    assert [(m.constat, m.texte) for m in said] == [
        ("Arrêté inconnu", "hier"),
        ("Un seul arrêté à la fois", "12/10/2021"),
    ]
    assert {m.suite for m in said} == {"L'écran montre l'arrêté du 24/09/2019."}


def test_a_day_without_arrete_leads_to_the_nearest_ones(mots):
    _, (said,) = partagee.lire({"arrete": ["01/10/2019"]}, mots)
    assert [label for _, label in said.proches] == ["24/09/2019", "30/04/2019"]


@pytest.mark.parametrize("codes", [False, True])
@pytest.mark.parametrize(
    "choix",
    [
        filtres(),
        filtres(compare=A2019_AVRIL, regions=("53", "28"), operateurs=("bpifrance",)),
        filtres(date(2023, 11, 9), 2, themes=("mobilite",)),
    ],
    ids=str,
)
def test_what_is_written_is_read_as_the_same_filters_in_labels_and_in_codes(mots, choix, codes: bool):
    written = partagee.ecrire(choix, mots, codes=codes)
    read, said = partagee.lire(parse_qs(written), mots)
    assert said == () and set(read.regions) == set(choix.regions)
    assert (read.arrete, read.phase, read.compare) == (choix.arrete, choix.phase, choix.compare)
    assert (read.themes, read.operateurs) == (choix.themes, choix.operateurs)
    assert ("Bretagne" in written, "=53" in written) == ((not codes, codes) if choix.regions else (False, False))


NOMBREUX = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
TYPES = st.text(max_size=40) | st.sampled_from(
    [
        "Bretagne",
        "bretagne",
        "53",
        "Bpifranse",
        "24/09/2019",
        "2019-09-24",
        "I",
        "Phase III",
        "aucune",
        "",
        " ",
        "\x00",
        "é" * 5_000,
    ]
)


@NOMBREUX
@given(st.dictionaries(st.sampled_from(list(PARTAGES)), st.lists(TYPES, max_size=4)))
@example({"region": ["É", "e"], "arrete": ["24/09/2019", "24-9-2019"]})
def test_every_word_is_either_understood_and_canonical_or_said(mots, asked):
    choix, said = partagee.lire(asked, mots)
    canonical = partagee.etiquettes(asked, mots)
    told = {(m.parametre, m.texte) for m in said}
    for key, words in asked.items():
        for word in words:
            is_kept = mots.comprendre(key, word) in canonical[key]
            assert is_kept or not word.strip() or (key, abreger(word)) in told, (key, word)
    assert partagee.etiquettes(canonical, mots) == canonical and partagee.lire(canonical, mots) == (choix, ())
    assert all(len(m.texte) <= LONGUEUR and "\n" not in m.texte for m in said)


@given(st.text())
def test_no_text_is_a_day_by_accident(text):
    day = comprendre_jour(text)
    assert day is None or str(day.year) in text
