"""A request that left before the browser knew what the server wrote in its address does not undo it."""

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from tests.enveloppes import deballer
from ti_dashboard.serveur.adresse_ecrite import garder_l_adresse

ENVELOPPES = ((QueryParams, "_send_query_param_msg"), (ScriptRunContext, "reset"))


@pytest.fixture
def seul(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it comes."""
    deballer(monkeypatch, ENVELOPPES)


@pytest.fixture
def gardee(seul: None) -> None:
    for _ in range(2):
        garder_l_adresse()


def _ecran() -> None:
    """Its button closes the panel that its address opens."""
    import streamlit as st

    def close() -> None:
        st.query_params.pop("chiffre", None)
        st.query_params["vue"] = "carte"

    st.button("Fermer", on_click=close)
    if "chiffre" in st.query_params:
        st.markdown("panneau")


def _ferme() -> AppTest:
    app = AppTest.from_function(_ecran)
    app.query_params["chiffre"] = "montant_engage"
    app.run()
    assert app.markdown
    app.button[0].click().run()
    assert not app.markdown
    return app


def _demander(app: AppTest, **adresse: str) -> AppTest:
    app.query_params.clear()
    app.query_params.update(adresse)
    return app.run()


@pytest.mark.usefixtures("seul")
def test_streamlit_alone_takes_the_old_address():
    """The day it does not any more, what we add can go."""
    assert _demander(_ferme(), chiffre="montant_engage").markdown


@pytest.mark.usefixtures("gardee")
def test_a_request_that_tells_the_address_from_before_finds_what_the_server_wrote():
    app = _ferme()
    for _ in range(2):
        assert not _demander(app, chiffre="montant_engage").markdown
        assert dict(app.query_params) == {"vue": "carte"}
    # Between the two things that the gesture wrote.
    assert not _demander(app).markdown
    assert dict(app.query_params) == {"vue": "carte"}


@pytest.mark.usefixtures("gardee")
def test_an_address_of_the_reader_s_own_is_taken():
    app = _ferme()
    assert _demander(app, chiffre="montant_paye").markdown
    assert dict(app.query_params) == {"chiffre": "montant_paye"}
    # He has told what the server wrote: from then on he may come back.
    app = _ferme()
    assert not _demander(app, vue="carte").markdown
    assert _demander(app, chiffre="montant_engage").markdown


@pytest.mark.usefixtures("gardee")
def test_a_step_in_the_history_brings_the_old_address_back(monkeypatch: pytest.MonkeyPatch):
    app, remettre = _ferme(), ScriptRunContext.reset
    monkeypatch.setattr(
        ScriptRunContext, "reset", lambda ctx, **said: remettre(ctx, **said | {"is_history_navigation": True})
    )
    assert _demander(app, chiffre="montant_engage").markdown
