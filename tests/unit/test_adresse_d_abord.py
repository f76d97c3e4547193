"""A gesture that comes with the filters of the screen before is made on the one that its address shows."""

from urllib.parse import urlencode

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData

from ti_dashboard.serveur.adresse_d_abord import en_passages

CONNUS = {"arrete": ["24/09/2019"], "region": [], "theme": []}


def _etat(cle: str, *valeurs: str, est_liste: bool = True) -> WidgetState:
    state = WidgetState(id=f"$$ID-0123456789abcdef-{cle}")
    if est_liste:
        state.string_array_value.data.extend(valeurs)
    else:
        state.string_value = valeurs[0]
    return state


ARRETE = _etat("arrete", "24/09/2019", est_liste=False)
GESTE = WidgetState(id="$$ID-0123456789abcdef-accueil", json_trigger_value="{}")


def _demande(*etats: WidgetState, **mots: str | list[str]) -> RerunData:
    query = urlencode({"arrete": "24/09/2019", **mots}, doseq=True)
    return RerunData(query_string=query, widget_states=WidgetStates(widgets=etats))


@pytest.mark.parametrize(
    ("demande", "connus"),
    [
        (RerunData(query_string="region=Bretagne"), CONNUS),
        (_demande(ARRETE, GESTE), CONNUS),
        (_demande(ARRETE, _etat("region", "Corse", "Bretagne"), GESTE, region=["Bretagne", "Corse"]), CONNUS),
        (_demande(GESTE, region="Bretagne"), CONNUS | {"region": ["Bretagne"]}),
        (_demande(GESTE, region="Bretagne"), {}),
    ],
)
def test_a_request_whose_filters_are_those_of_its_address_is_one_run(demande: RerunData, connus: dict):
    assert en_passages(demande, connus) == [demande]


@pytest.mark.parametrize(
    "demande",
    [
        # Never touched, the widget says nothing; touched before, it says what it held.
        _demande(ARRETE, GESTE, region="Bretagne"),
        _demande(ARRETE, _etat("region"), GESTE, region="Bretagne"),
        _demande(ARRETE, _etat("region", "Corse"), GESTE, region="Bretagne"),
        _demande(ARRETE, _etat("region", "Corse"), GESTE),
        _demande(ARRETE, GESTE, arrete="12/10/2021"),
    ],
)
def test_an_address_that_says_otherwise_is_followed_first_then_the_gesture_is_made(demande: RerunData):
    followed, gesture = en_passages(demande, CONNUS)
    assert followed.is_history_navigation and followed.widget_states is None
    assert followed.query_string == gesture.query_string == demande.query_string
    assert not gesture.is_history_navigation
    assert list(gesture.widget_states.widgets) == [GESTE]
    shown = {"arrete": ["12/10/2021"]} if "12%2F10" in demande.query_string else {}
    region = {"region": ["Bretagne"]} if "Bretagne" in demande.query_string else {}
    assert en_passages(gesture, CONNUS | shown | region) == [gesture]
