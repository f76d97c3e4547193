"""The shared filters are declared once: everything that treats them as a family is made of the declaration."""

from dataclasses import fields

import pytest

from tests.conftest import A2019, A2023, filtres
from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.adresse.partagee import ecrire
from ti_dashboard.planche.portee import dire
from ti_dashboard.programme.filtres import FILTRES, LIEUX, SANS_FILTRE, Filtres, lever, non_suivis
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.lieux_reunis import OUTRE_MER, membres
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.options import vocabulaire
from ti_dashboard.referentiels import lire


def test_each_filter_is_a_field_and_nothing_else_is():
    assert [f.name for f in fields(Filtres)] == ["arrete", "phase", "compare", *(f.champ for f in FILTRES.values())]
    assert set(FILTRES) < set(PARTAGES) and {one.champ for one in FILTRES.values()} == set(SANS_FILTRE)


@pytest.mark.parametrize("key", FILTRES)
def test_a_filter_reaches_the_address_the_questions_and_the_words(demo, key):
    words, wide = vocabulaire(demo), filtres()
    code, label = next(iter(words.listes[key].items()))
    chosen = wide.avec(key, code)
    assert chosen.parametres()[FILTRES[key].champ] == list(FILTRES[key].developper(code))
    assert f"{key}=" in ecrire(chosen, words) and f"{key}=" not in ecrire(wide, words)
    assert label in chosen.en_mots(words.listes) and label not in wide.en_mots(words.listes)
    assert not chosen.est_national and wide.est_national
    assert chosen.sans(key) == wide == chosen.limites_a(k for k in FILTRES if k != key)
    assert chosen.est_situe is (key in LIEUX) is ("France entière" not in chosen.en_mots(words.listes))


@pytest.mark.parametrize("key", FILTRES)
def test_what_does_not_follow_a_filter_says_so_in_its_words(key):
    chosen = Filtres(A2019, 1).avec(key, "x")
    said = dire(chosen, tuple(k for k in FILTRES if k != key))
    assert said == non_suivis([key]) == f"Ne suit pas le filtre {FILTRES[key].nom} : {FILTRES[key].tous}."
    assert dire(chosen, (key,)) == ""


def test_whatever_counts_follows_the_places_and_only_what_has_them_the_others():
    """A figure is of a territory, or of a project: nothing follows a theme and not a place."""
    for suit in [*(i.filtres for i in CATALOGUE.values()), *(g.suit for g in GENRES.values())]:
        assert suit in ((), ("region",), LIEUX, tuple(FILTRES))


def test_filters_say_themselves_in_words(demo):
    lists = vocabulaire(demo).listes
    assert filtres().en_mots(lists) == "Phase I · France entière"
    assert filtres(A2023, 2, themes=("mobilite",)).en_mots(lists) == "Phase II · France entière · thème Mobilité"
    chosen = filtres(regions=("53", OUTRE_MER), departements=("35",), operateurs=("bpifrance",))
    said = "Phase I · Bretagne et Outre-mer · département Ille-et-Vilaine · opérateur Bpifrance"
    assert chosen.en_mots(lists) == said
    assert chosen.arrete_en_mots() == "arrêté du 24/09/2019"


@pytest.mark.parametrize(("keys", "subject", "said"), [
    ((), "", ""),
    (("theme",), "", "Ne suit pas le filtre thème : tous les thèmes."),
    (("region", "theme"), "", "Ne suit pas les filtres région et thème : toutes les régions et tous les thèmes."),
    (("theme",), "Engagé", "Sans suivre le filtre thème (Engagé) : tous les thèmes."),
    (("theme", "operateur"), "Engagé et Payé",
     "Sans suivre les filtres thème et opérateur (Engagé et Payé) : tous les thèmes et tous les opérateurs."),
])  # fmt: skip
def test_what_is_not_followed_is_said_of_the_whole_or_of_its_subject(keys, subject, said):
    assert non_suivis(keys, subject) == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("departement",), "Lever le filtre des départements"),
        (("region", "theme"), "Lever les filtres des régions et des thèmes"),
    ],
)
def test_a_gesture_that_empties_filters_names_them(keys, said):
    assert lever(keys) == said


def test_every_member_of_a_territory_is_of_a_departement():
    """A member that the list of communes does not know would leave its département at every arrêté, without a word."""
    known = {siren for row in lire("departement") for siren in membres(row["code_departement"])}
    assert {row["siren_membre"] for row in lire("territoire_groupement")} <= known
