"""The screens this process holds open, as Streamlit counts them."""

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from ti_dashboard.surveillance.etat_du_service import EcransOuverts


def compter() -> EcransOuverts:
    """Nothing when no server runs: a verb, a test."""
    manager = getattr(Runtime.instance(), "_session_mgr", None) if Runtime.exists() else None
    if manager is None:
        return EcransOuverts()
    sessions = [info.session for info in manager.list_active_sessions()]
    running = [one for one in sessions if one._state is AppSessionState.APP_IS_RUNNING]
    waiting = [one for one in running if _attend(one._scriptrunner)]
    return EcransOuverts(len(sessions), len(running), len(waiting))


def _attend(runner: object) -> bool:
    requests = getattr(runner, "_requests", None)
    return requests is not None and requests._state is ScriptRequestType.RERUN
