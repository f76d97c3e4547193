"""The screens that follow a séance are drawn again a few at a time: whoever presents, and who only reads, never waits
behind a whole room.

A move of the presenter has every screen that follows ask for its run at the same instant. The figures are there before
it (``ecrans.js``): what waits is what Streamlit itself writes around them.
"""

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from urllib.parse import parse_qs

from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.serveur.enveloppe import envelopper

# With 300 followers, the presenter's own screen came after 5.7 s where all ran at once, 115 ms with three at a time.
A_LA_FOIS = 3
_places = BoundedSemaphore(A_LA_FOIS)


def faire_passer_qui_presente() -> None:
    """From now on the runs of followers wait for one another."""
    envelopper(ScriptRunner, "_run_script", _a_son_tour)


def _a_son_tour(courir: Callable[[ScriptRunner, RerunData], None]) -> Callable[[ScriptRunner, RerunData], None]:
    @wraps(courir)
    def run(runner: ScriptRunner, demande: RerunData) -> None:
        if not est_d_un_suiveur(demande.query_string):
            courir(runner, demande)
            return
        with _places:
            courir(runner, demande)

    return run


def est_d_un_suiveur(requete: str) -> bool:
    return bool(parse_qs(requete).get(SUIVRE.nom))
