"""A page cut in plans: everything it shows is in one of them, once, in its order, and fits on the stage."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planches import PAGES, gardees
from ti_dashboard.adresse import parametres
from ti_dashboard.planche import encombrement, plans_du_mur
from ti_dashboard.planche.contrat import Ecran, Plan

HAUTEURS = st.lists(st.floats(1, 500), min_size=1, max_size=60)
LIGNES = {"barres", "phrases", "signaux", "table"}


def coupes(nom: str) -> tuple[list[dict[str, Any]], list[Plan]]:
    boards = gardees(nom)
    return boards, plans_du_mur.de_la_page(
        [plans_du_mur.de_la_planche(f"p{n}", board) for n, board in enumerate(boards)]
    )


@given(HAUTEURS, st.floats(20, 400), st.floats(0, 60))
def test_slices_hold_everything_in_order_and_fit(hauteurs: list[float], place: float, derniere: float):
    found = encombrement.parts(hauteurs, place, derniere)
    assert found[0][0] == 0 and found[-1][1] == len(hauteurs)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    for start, end in found:
        assert start < end
        more = derniere if end == len(hauteurs) else 0
        assert end - start == 1 or sum(hauteurs[start:end]) + more <= place + 1


@given(HAUTEURS, st.floats(20, 400))
def test_slices_are_as_few_as_can_be(hauteurs: list[float], place: float):
    greedy, used = 1, 0.0
    for n, height in enumerate(hauteurs):
        if n and used + height > place:
            greedy, used = greedy + 1, 0.0
        used += height
    assert len(encombrement.parts(hauteurs, place)) == greedy


@given(st.text(alphabet="abc é", max_size=200), st.integers(10, 400))
def test_a_narrower_place_never_takes_fewer_lines(mots: str, largeur: int):
    assert encombrement.lignes(mots, largeur, 13) >= encombrement.lignes(mots, largeur * 2, 13)


@pytest.mark.parametrize("nom", PAGES)
def test_every_tile_and_every_row_is_in_one_plan_in_order(nom: str):
    boards, cut = coupes(nom)
    for n, board in enumerate(boards):
        mine = [plan for plan in cut if plan["planche"] == f"p{n}"]
        tiles = [t for plan in mine if plan["partie"] == "tuiles" for t in range(plan["de"], plan["a"])]
        assert tiles == list(range(len(board["tuiles"])))
        assert sum(plan["partie"] == "carte" for plan in mine) == bool(board["carte"])
        for bloc in board["blocs"]:
            of_block = [plan for plan in mine if plan["bloc"] == bloc["id"]]
            assert of_block, bloc["id"]
            if bloc["type"] in LIGNES:
                _une_fois(bloc, of_block)


def _une_fois(bloc: dict[str, Any], of_block: list[Plan]) -> None:
    """Each row in one slice, in order; of a table too wide, each column once beside the first, for the same rows."""
    slices = list(dict.fromkeys((plan["de"], plan["a"]) for plan in of_block))
    assert [rank for start, end in slices for rank in range(start, end)] == list(range(len(bloc["lignes"])))
    for cut in slices:
        groups = [plan["colonnes"] for plan in of_block if (plan["de"], plan["a"]) == cut]
        if groups != [[]]:
            assert all(group[0] == 0 for group in groups)
            assert [c for group in groups for c in group[1:]] == list(range(1, len(bloc["colonnes"])))


@pytest.mark.parametrize("nom", PAGES)
def test_keys_are_unique_and_follow_the_first(nom: str):
    _, cut = coupes(nom)
    keys = [plan["cle"] for plan in cut]
    assert len(keys) == len(set(keys))
    assert all("." not in key or key.rpartition(".")[0] in keys for key in keys)
    assert all(plan["titre"] for plan in cut)


def test_what_is_never_added_up_comes_last_and_a_slice_never_mixes_what_two_hold():
    board = gardees("accueil")[0]
    ordered = plans_du_mur.ranger(board["tuiles"])
    assert [t["groupe"] for t in ordered] == sorted((t["groupe"] for t in ordered), reverse=True)
    for plan in coupes("accueil")[1]:
        if plan["partie"] == "tuiles":
            assert len({t["groupe"] for t in ordered[plan["de"] : plan["a"]]}) == 1


def test_two_boards_that_say_the_same_key_are_told_apart():
    board: Ecran = gardees("accueil")[0]
    twice = plans_du_mur.de_la_page(
        [plans_du_mur.de_la_planche("une", board), plans_du_mur.de_la_planche("autre", board)]
    )
    assert len({plan["cle"] for plan in twice}) == len(twice)
    assert {plan["cle"] for plan in twice} >= {"carte", "autre-carte"}


def test_a_board_without_a_part_is_one_plan_of_its_sentence_and_none_without_a_word():
    empty: Ecran = {**gardees("accueil")[0], "tuiles": [], "carte": None, "blocs": []}
    assert [p["partie"] for p in plans_du_mur.de_la_planche("une", {**empty, "message": "Rien ici."})] == ["texte"]
    assert plans_du_mur.de_la_planche("une", {**empty, "titre": "", "message": None}) == []


def test_the_plan_is_where_the_room_is_never_part_of_the_screen():
    declared = parametres.trouver("plan")
    assert declared is not None and declared.proprietaire == "salle" and not declared.est_juge
