"""An address over a few drawn choices: what it asks for, what is said of each word, how it is written and kept."""

from urllib.parse import parse_qs

import pytest

from tests.conftest import A2019, A2019_AVRIL, A2021, A2023, filtres
from ti_dashboard.adresse import gardee, partagee
from ti_dashboard.adresse.comprise import SANS_COMPARAISON, Vocabulaire
from ti_dashboard.langue.mots import Mot

PHASE_I, PHASE_II = "Phase I (2018-2022)", "Phase II (2023-2027)"
MOTS = Vocabulaire(
    {"09/11/2023": (A2023, 2), "12/10/2021": (A2021, 1), "24/09/2019": (A2019, 1), "30/04/2019": (A2019_AVRIL, 1)},
    {
        "region": {"53": "Bretagne", "28": "Normandie", "outre-mer": "Outre-mer"},
        "departement": {"35": "Ille-et-Vilaine"},
        "theme": {"mobilite": "Mobilité", "foncier": "Foncier"},
        "operateur": {"bpifrance": "Bpifrance", "etat": "État"},
    },
    {"09/11/2023": frozenset({1, 2}), "12/10/2021": frozenset({1}), "24/09/2019": frozenset(), "30/04/2019": {1}},
)
NATIONAL = filtres(A2021, compare=A2019)


@pytest.mark.parametrize(("asked", "arrete", "phase", "compare"), [
    ({}, "09/11/2023", PHASE_II, SANS_COMPARAISON),
    ({"arrete": ["12/10/2021"]}, "12/10/2021", PHASE_I, "30/04/2019"),
    ({"phase": ["I"]}, "09/11/2023", PHASE_I, "12/10/2021"),
    ({"arrete": ["hier", "2021-10-12", "24/09/2019"]}, "12/10/2021", PHASE_I, "30/04/2019"),
    ({"arrete": ["30/04/2019"]}, "30/04/2019", PHASE_I, SANS_COMPARAISON),
    ({"arrete": ["30/04/2019"], "phase": ["phase 2"]}, "30/04/2019", PHASE_II, SANS_COMPARAISON),
    ({"arrete": ["12/10/2021"], "compare": ["24/09/2019"]}, "12/10/2021", PHASE_I, "24/09/2019"),
    ({"arrete": ["12/10/2021"], "compare": ["aucune"]}, "12/10/2021", PHASE_I, SANS_COMPARAISON),
    ({"arrete": ["24/09/2019"], "compare": ["09/11/2023"], "phase": ["2"]}, "24/09/2019", PHASE_II, "09/11/2023"),
])  # fmt: skip
def test_what_an_address_leaves_out_follows_from_what_it_says(asked, arrete, phase, compare):
    assert partagee.completer(asked, MOTS) == {"arrete": arrete, "phase": phase, "compare": compare}


def test_nothing_comes_before_an_arrete_that_is_not_there():
    assert MOTS.precedent("01/01/2020", 1) == SANS_COMPARAISON == "Aucune comparaison"
    assert MOTS.comprendre("compare", "aucune") == SANS_COMPARAISON and MOTS.comprendre("arrete", "aucune") is None
    assert MOTS.comprendre("arrete", "9.11.2023") == "09/11/2023" == MOTS.comprendre("compare", "9/11/2023")


@pytest.mark.parametrize(("asked", "expected"), [
    ({}, filtres(A2023, 2)),
    ({"arrete": ["12/10/2021"]}, filtres(A2021, compare=A2019_AVRIL)),
    ({"arrete": ["12/10/2021"], "compare": ["24/09/2019"]}, NATIONAL),
    # Compared with itself: not compared.
    ({"arrete": ["24/09/2019"], "compare": ["24/09/2019"]}, filtres(A2019)),
    ({"region": ["normandie", "53", "Bretagne"]}, filtres(A2023, 2, regions=("53", "28"))),
    ({"departement": ["35"], "theme": ["FONCIER"], "operateur": ["etat"]},
     filtres(A2023, 2, departements=("35",), themes=("foncier",), operateurs=("etat",))),
])  # fmt: skip
def test_an_address_is_read_as_filters(asked, expected):
    assert partagee.lire(asked, MOTS) == (expected, ())


def test_the_canonical_words_are_said_once_in_the_order_they_were_typed():
    found = partagee.etiquettes({"region": ["normandie", "zzz", "53", "Bretagne"], "phase": ["i"]}, MOTS)
    assert found == {
        "arrete": ["09/11/2023"], "phase": [PHASE_I], "compare": ["12/10/2021"],
        "region": ["Normandie", "Bretagne"], "departement": [], "theme": [], "operateur": [],
    }  # fmt: skip


def _proches(*labels: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, label) for label in labels)


@pytest.mark.parametrize(("key", "word", "choix", "constat", "suite", "near"), [
    ("arrete", "hier", NATIONAL, "Arrêté inconnu", "L'écran montre l'arrêté du 12/10/2021.", ()),
    ("arrete", "1/10/2019", NATIONAL, "Arrêté inconnu", "L'écran montre l'arrêté du 12/10/2021.",
     _proches("24/09/2019", "30/04/2019")),
    ("arrete", "09/11/2023", NATIONAL, "Un seul arrêté à la fois", "L'écran montre l'arrêté du 12/10/2021.",
     _proches("09/11/2023")),
    ("compare", "2021-10-20", NATIONAL, "Arrêté de comparaison inconnu",
     "L'écran se compare à l'arrêté du 24/09/2019.", _proches("12/10/2021", "09/11/2023")),
    ("compare", "30/04/2019", NATIONAL, "Un seul arrêté de comparaison à la fois",
     "L'écran se compare à l'arrêté du 24/09/2019.", _proches("30/04/2019")),
    ("compare", "hier", filtres(A2021), "Arrêté de comparaison inconnu", "Rien n'est comparé.", ()),
    ("phase", "Phase III", NATIONAL, "Phase inconnue", "L'écran montre la phase I (2018-2022).", ()),
    ("phase", "ii", NATIONAL, "Une seule phase à la fois", "L'écran montre la phase I (2018-2022).",
     _proches(PHASE_II)),
    ("region", "Bretange", NATIONAL, "Région inconnue", "L'écran n'est pas filtré par région.", _proches("Bretagne")),
    ("region", "norm\nandi", filtres(regions=("53", "outre-mer")), "Région inconnue",
     "Le filtre région ne retient que « Bretagne » et « Outre-mer ».", _proches("Normandie")),
    ("region", "normandie", filtres(regions=("53",)), "Région à remettre",
     "Le filtre région ne retient que « Bretagne ».", _proches("Normandie")),
    ("operateur", "bpi", NATIONAL, "Opérateur inconnu", "L'écran n'est pas filtré par opérateur.", ()),
])  # fmt: skip
def test_a_word_that_did_not_enter_is_said_with_what_is_shown_and_the_closest(key, word, choix, constat, suite, near):
    shown = word.replace("\n", " ")
    assert partagee.expliquer(key, word, choix, MOTS) == Mot(key, shown, constat, suite, near)


def test_the_words_that_did_not_enter_are_each_said_once_and_blanks_never():
    asked = {"region": ["zzz", " ", "53", "", "zzz"], "phase": ["II", "I"], "theme": ["\t"]}
    _, said = partagee.lire(asked, MOTS)
    assert [(m.parametre, m.texte) for m in said] == [("phase", "I"), ("region", "zzz")]


CHOISIS = filtres(A2021, compare=A2019, regions=("53", "28"), operateurs=("etat",))
LABELS = (
    "arrete=12%2F10%2F2021&phase=Phase+I+%282018-2022%29&compare=24%2F09%2F2019"
    "&region=Bretagne&region=Normandie&operateur=%C3%89tat"
)
CODES = "arrete=2021-10-12&phase=1&compare=2019-09-24&region=53&region=28&operateur=etat"


def test_filters_are_written_in_labels_or_in_codes_and_read_back():
    assert partagee.ecrire(CHOISIS, MOTS) == LABELS and partagee.ecrire(CHOISIS, MOTS, codes=True) == CODES
    assert partagee.ecrire(CHOISIS, MOTS, page="2", tri="", id="ti-5304") == f"{LABELS}&page=2&id=ti-5304"
    assert partagee.ecrire(filtres(A2021), MOTS, codes=True) == "arrete=2021-10-12&phase=1&compare=aucune"
    assert partagee.ecrire(filtres(A2021), MOTS).endswith("&compare=Aucune+comparaison")
    for written in (LABELS, CODES):
        assert partagee.lire(parse_qs(written), MOTS) == (CHOISIS, ())


@pytest.mark.parametrize("ecran", [f"/projets?{LABELS}&page=2", f"/projets?{CODES}&page=2"])
def test_a_kept_address_is_written_in_codes_and_shown_in_labels(ecran):
    assert gardee.en_codes(ecran, MOTS) == f"/projets?{CODES}&page=2"
    assert gardee.en_etiquettes(ecran, MOTS) == f"/projets?{LABELS}&page=2"
    assert gardee.lire(ecran, MOTS) == (CHOISIS, ()) and gardee.incomprise(ecran, MOTS) == ""


def test_a_kept_address_says_only_what_it_has_and_keeps_what_is_not_understood():
    assert gardee.en_codes("/projets", MOTS) == "/projets" and gardee.en_etiquettes("", MOTS) == ""
    kept = "/?operateur=Banque+disparue&region=Bretagne&theme=zzz"
    assert gardee.en_codes(kept, MOTS) == "/?operateur=Banque+disparue&region=53&theme=zzz"
    assert gardee.incomprise(kept, MOTS) == (
        "adresse qui n'est plus comprise : thème « zzz » et opérateur « Banque disparue »"
    )
    assert gardee.lire(kept, MOTS)[0] == filtres(A2023, 2, regions=("53",))
    # « aucune » is a word of the comparison alone.
    searched = "/projets?cherche_projets=aucune"
    assert gardee.en_etiquettes(searched, MOTS) == searched == gardee.en_codes(searched, MOTS)
