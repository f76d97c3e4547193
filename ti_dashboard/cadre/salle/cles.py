"""The keys of the séances this browser may present: in its session, and in a cookie that no script can read.

The address only names the séance. Copied to somebody else it shows the screen and moves nobody; kept by the log of a
proxy, it gives nothing.
"""

import streamlit as st

from ti_dashboard.acces import actions
from ti_dashboard.cadre import personne, propres
from ti_dashboard.cadre.parametres import ANIMER
from ti_dashboard.cadre.salle import relais
from ti_dashboard.composants.temoin import temoin
from ti_dashboard.live import seances
from ti_dashboard.live.seances import Seance

CLES = "cles_d_animation"


def retenir(seance: Seance) -> None:
    """This browser presents this séance from now on; its address says so without the key."""
    st.session_state[CLES] = _en_session() | {seance.code: seance.cle}
    propres.ecrire(ANIMER, seance.code)


def prouvee() -> Seance | None:
    """The séance the address says this browser presents, open or closed, when it has its key."""
    said = propres.lire(ANIMER)
    if not said or not personne.peut(actions.ANIMER):
        return None
    if key := connues().get(said):
        found = seances.animee_par(personne.magasin(), key)
        return found if found and found.code == said else None
    # A link that reached the script with its key: the server takes it away from those that reach it by a request.
    found = seances.animee_par(personne.magasin(), said)
    if found is not None:
        retenir(found)
    return found


def connues() -> dict[str, str]:
    """Code of a séance → key, for all those this browser may present, closed ones included."""
    said = {name.removeprefix(seances.TEMOIN): key for name, key in st.context.cookies.items() if _is_ours(name)}
    return said | _en_session()


def graver() -> None:
    """Have the browser keep the keys that only this session has: they outlive a reload and a restart of the server."""
    for code, key in _en_session().items():
        if st.context.cookies.get(seances.TEMOIN + code) != key:
            temoin(code, key, relais.poste())


def _en_session() -> dict[str, str]:
    held: dict[str, str] = st.session_state.get(CLES, {})
    return held


def _is_ours(name: str) -> bool:
    return name.startswith(seances.TEMOIN)
