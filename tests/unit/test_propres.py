"""What the menu forgets of an address and that is kept comes back on another page, and nowhere else."""

import pytest
from streamlit.testing.v1 import AppTest

DITS = {"mesure": ["montant"], "incompris": ["operateur:Bpifranse", "page:abc"], "chiffre": ["nb_projets"]}


def _page() -> None:
    import streamlit as st

    from ti_dashboard.cadre import propres

    propres.garder(st.session_state["ici"])


def _aller(app: AppTest, page: str, **mots: list[str]) -> dict[str, list[str]]:
    """The address of a page come to with these words, once it is drawn."""
    app.query_params.clear()
    app.query_params.update(mots)
    app.session_state["ici"] = page
    app.run()
    assert not app.exception
    return {name: [said] if isinstance(said, str) else said for name, said in app.query_params.items()}


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_function(_page)
    assert _aller(app, "projets", **DITS) == DITS
    return app


def test_the_measure_and_the_words_of_the_filters_follow_through_the_menu_and_nothing_else(app: AppTest):
    assert _aller(app, "territoires") == {"mesure": ["montant"], "incompris": ["operateur:Bpifranse"]}
    assert _aller(app, "accueil", mesure=["etat"])["mesure"] == ["etat"]
    assert _aller(app, "projets")["mesure"] == ["etat"]


def test_an_address_gone_back_to_on_the_same_page_is_left_as_it_is(app: AppTest):
    assert _aller(app, "projets") == {} == _aller(app, "territoires")


@pytest.mark.parametrize("mots", [{"suivre": ["ABCDEF"]}, {"etape": ["1"]}], ids=str)
def test_a_follower_and_a_step_show_the_screen_that_was_kept_no_more(app: AppTest, mots: dict[str, list[str]]):
    assert _aller(app, "territoires", **mots) == mots


def test_a_value_that_means_nothing_is_not_kept(app: AppTest):
    _aller(app, "projets", mesure=["or"])
    assert "mesure" not in _aller(app, "territoires")
