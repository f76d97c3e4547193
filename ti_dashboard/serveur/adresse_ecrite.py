"""What the server wrote in the address of a screen stays, though the browser asks for a run before it knows of it.

Each request of a browser tells the address it shows. One that left just before the answer to the last gesture tells the
address from before that gesture, and Streamlit would take it: a panel that was just closed opens again, under the next
click of its reader, on a screen whose address has no panel any more.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.query_params import QueryParams

from ti_dashboard.serveur.enveloppe import envelopper

# Addresses that the server has replaced since the browser last told the one it wrote.
DEPASSEES = "ti_adresses_depassees"


def garder_l_adresse() -> None:
    """From now on only a step in the history brings back an address that the server has just replaced."""
    envelopper(QueryParams, "_send_query_param_msg", _noter)
    envelopper(ScriptRunContext, "reset", _a_jour)


def _noter(envoyer: Callable[[QueryParams], None]) -> Callable[[QueryParams], None]:
    @wraps(envoyer)
    def send(params: QueryParams) -> None:
        ctx = get_script_run_ctx()
        before = ctx.query_string if ctx else None
        envoyer(params)
        # Only once it is sent: a run that gives way instead has told nothing to the browser.
        if ctx is not None and before is not None and before != ctx.query_string:
            replaced = vars(params).setdefault(DEPASSEES, {})
            replaced[before] = ctx.query_string
            replaced.pop(ctx.query_string, None)
            replaced.update(dict.fromkeys(replaced, ctx.query_string))

    return send


def _a_jour(remettre: Callable[..., None]) -> Callable[..., None]:
    @wraps(remettre)
    def reset(ctx: ScriptRunContext, query_string: str = "", page_script_hash: str = "", **kwargs: Any) -> None:
        is_here = ctx.page_script_hash == page_script_hash and not kwargs.get("is_history_navigation")
        with ctx.session_state.query_params() as params:
            replaced = vars(params).get(DEPASSEES, {}) if is_here else {}
            if query_string not in replaced:
                vars(params).pop(DEPASSEES, None)
        remettre(ctx, replaced.get(query_string, query_string), page_script_hash, **kwargs)

    return reset
