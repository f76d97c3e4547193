"""What an indicator seeks is one word, known to all that read it: a slip is refused, never counted as all."""

import re
from typing import get_args

import duckdb
import pytest

from tests.conftest import A2019, filtres
from ti_dashboard.ecrans.projets.tableaux import VUES
from ti_dashboard.planche import dependances
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.indicateurs.modele import Choix
from ti_dashboard.questions.poser import poser, texte

SUJETS = ("lignes_projets", "lignes_territoires")


def _cherches(question: str) -> set[str]:
    return {str(i.selection["choix"]) for i in CATALOGUE.values() if i.lignes == question}


def _lus(question: str) -> set[str]:
    """The words that the question compares what is sought with."""
    case = re.search(r"CASE \$choix WHEN.*?ELSE error\(", " ".join(texte(question).split()))
    return set(re.findall(r"WHEN '(\w+)'", case[0])) if case else set()


def test_every_choice_is_sought_by_an_indicator_and_known_to_what_depends_on_it():
    sought = {word for question in SUJETS for word in _cherches(question)}
    assert sought == set(get_args(Choix)) == dependances._AVEC.keys()


def test_the_questions_know_every_choice_that_an_indicator_or_a_view_seeks():
    assert _lus("lignes_territoires") == _cherches("lignes_territoires")
    assert _lus("lignes_projets") == _lus("projets_recherche") == _cherches("lignes_projets") | set(VUES.values())


@pytest.mark.parametrize("question", SUJETS)
def test_what_crosses_each_choice_is_declared(question):
    seuils = SORTES[question].seuils
    known = Chiffre("nb_projets" if question == "lignes_projets" else "nb_territoires").parametres()
    for word in _cherches(question):
        assert seuils(known | {"choix": word}, False)
    with pytest.raises(KeyError):
        seuils(known | {"choix": "engage"}, False)


@pytest.mark.parametrize("name", ["nb_projets", "nb_territoires"])
def test_an_unknown_choice_counts_nothing(demo, name):
    figure = Chiffre(name)
    bound = filtres().parametres() | figure.parametres() | {"arrete": A2019, "depuis": None, "jusqu_a": None}
    assert poser(demo, figure.indicateur.lignes, **bound)
    with pytest.raises(duckdb.Error, match=r"Unknown choice of .*: engage$"):
        poser(demo, figure.indicateur.lignes, **bound | {"choix": "engage"})


def test_an_unknown_view_of_the_list_of_projects_finds_nothing(demo):
    asked = {"arrete": A2019, "cherche": "", "tri": "", "descendant": False, "limite": 1, "saut": 0}
    bound = filtres().parametres() | asked
    assert poser(demo, "projets_recherche", **bound, choix="tous")
    with pytest.raises(duckdb.Error, match=r"Unknown choice of projects: tout$"):
        poser(demo, "projets_recherche", **bound, choix="tout")


def test_what_is_never_left_out_is_always_said(demo):
    """An empty list retains everything, but of these: no line is of no kind, a project moved or was there before."""
    figure = Chiffre("montant_engage")
    bound = filtres().parametres() | figure.parametres() | {"arrete": A2019, "depuis": None, "jusqu_a": None}
    for name in ("types", "categories"):
        assert all(i.selection.get(name) for i in CATALOGUE.values() if i.lignes == "lignes_montants")
        assert poser(demo, "lignes_montants", **bound | {name: []}) == ()
    assert all(i.selection.get("moments") for i in CATALOGUE.values() if i.lignes == "lignes_projets_appui")
