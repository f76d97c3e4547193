"""A click is answered whole, though its own screen asks for another run before it is."""

import pytest
from streamlit import config
from streamlit.commands import execution_control
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState
from streamlit.testing.v1 import AppTest

from tests.enveloppes import deballer
from ti_dashboard.serveur.gestes import repondre_en_entier

ENVELOPPES = (
    (SafeSessionState, "on_script_will_rerun"),
    (SafeSessionState, "on_script_finished"),
    (ScriptRunner, "_maybe_handle_execution_control_request"),
    (execution_control, "_force_yield_point"),
)


@pytest.fixture
def seul(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it comes."""
    deballer(monkeypatch, ENVELOPPES)


@pytest.fixture
def en_entier(seul: None) -> None:
    for _ in range(2):
        repondre_en_entier()


def _ecran() -> None:
    """One button that a callback answers, one that the page does; each pressed as this very screen asks for a run."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    def ask() -> None:
        ctx = get_script_run_ctx()
        ctx.script_requests.request_rerun(RerunData(page_script_hash=ctx.page_script_hash))

    def answer() -> None:
        ask()
        st.session_state["par_le_rappel"] = True

    st.session_state["tours"] = st.session_state.get("tours", 0) + 1
    st.button("Rappel", on_click=answer)
    if st.session_state.pop("demander", False):
        ask()
    st.markdown("Ce qui est au-dessus du bouton")
    if st.button("Page"):
        st.markdown("Ce que le bouton écrit")
        st.session_state["par_la_page"] = True


def _ouvert() -> AppTest:
    return AppTest.from_function(_ecran).run()


def _presser_le_rappel(app: AppTest) -> bool:
    app.button[0].click().run()
    return "par_le_rappel" in app.session_state


def _presser_dans_la_page(app: AppTest) -> bool:
    app.session_state["demander"] = True
    app.button[1].click().run()
    return "par_la_page" in app.session_state


def _presser_avant_tout(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The other request comes when the click is taken from the queue, and its callback not yet called."""
    remettre = ScriptRunContext.reset

    def reset(ctx: ScriptRunContext, *args, **kwargs) -> None:
        remettre(ctx, *args, **kwargs)
        monkeypatch.setattr(ScriptRunContext, "reset", remettre)
        from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

        ctx.script_requests.request_rerun(RerunData(page_script_hash=ctx.page_script_hash))

    monkeypatch.setattr(ScriptRunContext, "reset", reset)
    return _presser_le_rappel(app)


@pytest.mark.usefixtures("seul")
def test_streamlit_alone_loses_them(monkeypatch: pytest.MonkeyPatch):
    """The day it does not any more, what we add can go."""
    assert not _presser_le_rappel(_ouvert())
    assert not _presser_dans_la_page(_ouvert())
    assert not _presser_avant_tout(_ouvert(), monkeypatch)


@pytest.mark.usefixtures("en_entier")
def test_a_click_is_answered_and_the_other_request_too(monkeypatch: pytest.MonkeyPatch):
    for press, runs in (
        (_presser_le_rappel, 1),
        (_presser_dans_la_page, 2),
        (lambda app: _presser_avant_tout(app, monkeypatch), 1),
    ):
        app = _ouvert()
        before = app.session_state["tours"]
        assert press(app)
        # Once its callback is called, a click needs no page of its own: the other request draws it.
        assert app.session_state["tours"] == before + runs
        assert not app.exception


def _qui_s_arrete() -> None:
    import streamlit as st

    st.session_state["tours"] = st.session_state.get("tours", 0) + 1
    if st.button("Arrêter"):
        st.stop()
    if st.button("Relancer"):
        st.rerun()
    st.session_state["au_bout"] = st.session_state.get("au_bout", 0) + 1


@pytest.mark.usefixtures("en_entier")
@pytest.mark.parametrize(("bouton", "tours", "au_bout"), [(0, 2, 1), (1, 3, 2)])
def test_a_page_that_stops_or_begins_again_does_it_where_it_stands(bouton: int, tours: int, au_bout: int):
    app = AppTest.from_function(_qui_s_arrete).run()
    app.button[bouton].click().run()
    assert (app.session_state["tours"], app.session_state["au_bout"]) == (tours, au_bout)


def test_the_requests_of_one_screen_wait_for_one_another():
    """As the file of this folder says it: Streamlit's own value stops the first one where it is."""
    assert config.get_option("runner.fastReruns") is False
