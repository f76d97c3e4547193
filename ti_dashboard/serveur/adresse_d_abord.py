"""The address says which filters a screen shows, whatever else a browser sends with it.

The filters are drawn by the browser from its address (``filtres.js``), before the widgets that are bound to it hear of
it. A gesture made meanwhile comes with what these held: Streamlit would show that, under an address that says
otherwise. The address is then followed first, and the gesture made on the screen it shows.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from urllib.parse import parse_qs
from weakref import WeakKeyDictionary

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.common import user_key_from_element_id

from ti_dashboard.adresse.parametres import PARTAGES
from ti_dashboard.serveur.enveloppe import envelopper

# What is left to run of the request that a session is answering.
_suites: WeakKeyDictionary[ScriptRunner, deque[RerunData]] = WeakKeyDictionary()


def suivre_l_adresse_d_abord() -> None:
    """From now on no gesture is made on another screen than the one its browser shows."""
    envelopper(ScriptRunner, "_run_script", _passage_par_passage)
    envelopper(ScriptRunner, "_maybe_handle_execution_control_request", _sans_couper_l_adresse)


def _passage_par_passage(
    courir: Callable[[ScriptRunner, RerunData], None],
) -> Callable[[ScriptRunner, RerunData], None]:
    @wraps(courir)
    def run(runner: ScriptRunner, demande: RerunData) -> None:
        suite = _suites[runner] = deque(en_passages(demande, _connus(runner, demande)))
        while suite:
            courir(runner, suite.popleft())

    return run


def _sans_couper_l_adresse(ceder: Callable[[ScriptRunner], None]) -> Callable[[ScriptRunner], None]:
    """A request that comes during a run ends it, and is made of runs as well; but for the run of an address that its
    gesture waits for: nothing ends that one but the departure of its reader.
    """

    @wraps(ceder)
    def yield_(runner: ScriptRunner) -> None:
        suite = _suites.get(runner)
        if suite and runner._requests._state is not ScriptRequestType.STOP:
            return
        try:
            ceder(runner)
        except RerunException as interruption:
            first, *rest = en_passages(interruption.rerun_data, _connus(runner, interruption.rerun_data))
            if suite is not None:
                suite.extend(rest)
            raise RerunException(first) from None

    return yield_


def _connus(runner: ScriptRunner, demande: RerunData) -> dict[str, list[str]]:
    """The filters that the session shows, by parameter; none before its first run, nor where another page is asked for:
    its address has still to be written.
    """
    ctx = get_script_run_ctx()
    if ctx is None or demande.page_script_hash not in ("", ctx.page_script_hash):
        return {}
    state = runner._session_state.filtered_state
    return {key: _en_liste(state[key]) for key in PARTAGES if key in state}


def en_passages(demande: RerunData, connus: dict[str, list[str]]) -> list[RerunData]:
    """The runs a request is made of: itself, or its address as the back button brings it, then its gesture.

    ``connus``: the filters that its session shows, by parameter.
    """
    if demande.is_history_navigation or demande.widget_states is None:
        return [demande]
    states = demande.widget_states.widgets
    held = connus | {key: _tenus(one) for one in states if (key := _cle(one)) in connus}
    said = parse_qs(demande.query_string)
    if all(sorted(values) == sorted(said.get(key, [])) for key, values in held.items()):
        return [demande]
    followed = RerunData(
        query_string=demande.query_string,
        page_script_hash=demande.page_script_hash,
        page_name=demande.page_name,
        cached_message_hashes=demande.cached_message_hashes,
        is_history_navigation=True,
        context_info=demande.context_info,
    )
    others = [one for one in states if _cle(one) not in connus]
    return [followed, replace(demande, widget_states=WidgetStates(widgets=others))]


def _cle(etat: WidgetState) -> str:
    return user_key_from_element_id(etat.id) or ""


def _tenus(etat: WidgetState) -> list[str]:
    if etat.WhichOneof("value") == "string_array_value":
        return list(etat.string_array_value.data)
    return _en_liste(etat.string_value)


def _en_liste(valeur: list[str] | str | None) -> list[str]:
    return valeur if isinstance(valeur, list) else [valeur] if valeur else []
