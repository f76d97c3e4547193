"""A gesture is answered whole, whatever else this screen asks of the server meanwhile.

Streamlit drops the run in progress as soon as its browser asks for another, and a click with it: when its callback had
not begun, or had reached one of the many calls where a run gives way, or when the page had not come to the line that
reads its button. A screen of a séance asks by itself each time something is written in the room: whoever clicks at that
moment would see nothing happen, and read nothing.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from streamlit.commands import execution_control
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SafeSessionState

from ti_dashboard.serveur.enveloppe import envelopper

# One thread runs one script at a time.
_fil = threading.local()


def repondre_en_entier() -> None:
    """From now on a run gives way once its gestures are answered. The requests of one screen must wait for one another
    as well: ``runner.fastReruns`` is false."""
    envelopper(SafeSessionState, "on_script_will_rerun", _sans_ceder)
    envelopper(ScriptRunner, "_maybe_handle_execution_control_request", _hors_d_un_geste)
    envelopper(SafeSessionState, "on_script_finished", _puis_ceder)
    envelopper(execution_control, "_force_yield_point", _sauf_si_la_page_le_demande)


def _sans_ceder(preparer: Callable[..., None]) -> Callable[..., None]:
    @wraps(preparer)
    def on_script_will_rerun(etat: SafeSessionState, recus: WidgetStates | None, *args: Any, **kwargs: Any) -> None:
        _fil.repond = True
        try:
            preparer(etat, recus, *args, **kwargs)
        finally:
            _fil.repond = False
        _fil.repond = _attend_la_page(etat, recus)

    return on_script_will_rerun


def _attend_la_page(etat: SafeSessionState, recus: WidgetStates | None) -> bool:
    """Whether a button was pressed that no callback answers: the page does, at the line that draws it."""
    pressed = [w.id for w in recus.widgets if w.trigger_value] if recus else []
    known = (etat._state.get_widget_metadata(widget_id) for widget_id in pressed)
    return any(one is None or one.callback is None for one in known)


def _hors_d_un_geste(ceder: Callable[..., None]) -> Callable[..., None]:
    @wraps(ceder)
    def give_way(runner: ScriptRunner) -> None:
        if not getattr(_fil, "repond", False):
            ceder(runner)

    return give_way


def _sauf_si_la_page_le_demande(ceder: Callable[[], None]) -> Callable[[], None]:
    """``st.stop``, ``st.rerun`` and ``st.switch_page`` end the run where they stand: the page has answered."""

    @wraps(ceder)
    def force_yield_point() -> None:
        _fil.repond = False
        ceder()

    return force_yield_point


def _puis_ceder(finir: Callable[..., None]) -> Callable[..., None]:
    @wraps(finir)
    def on_script_finished(etat: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        _fil.repond = False
        finir(etat, *args, **kwargs)

    return on_script_finished
