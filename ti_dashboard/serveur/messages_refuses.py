"""What a browser may send by its web socket, and that is for whoever develops a page: nobody who reads one asks it."""

from collections.abc import Callable
from functools import wraps

from streamlit.runtime.app_session import AppSession

from ti_dashboard.serveur.enveloppe import envelopper

# Empty the caches of every reader at once; tell the repository that this server runs from.
REFUSES = ("_handle_clear_cache_request", "_handle_git_information_request")


def refuser_ce_qui_developpe() -> None:
    for name in REFUSES:
        envelopper(AppSession, name, _sans_suite)


def _sans_suite(faire: Callable[[AppSession], None]) -> Callable[[AppSession], None]:
    @wraps(faire)
    def handle(session: AppSession) -> None:
        return

    return handle
