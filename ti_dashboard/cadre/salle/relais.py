"""One post moves the room; the others know it and ask for the hand, which is given or kept."""

import secrets
from collections.abc import Callable

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.live import relais, seances
from ti_dashboard.live.seances import Seance

POSTE, ARRIVE, ERREUR = "poste", "poste_arrive", "relais_erreur"


def poste() -> str:
    """This browser, as long as it keeps its cookie; another browser with the same link is another post."""
    if POSTE not in st.session_state:
        kept = (value for name, value in st.context.cookies.items() if name == seances.TEMOIN_POSTE)
        st.session_state[POSTE] = next(kept, secrets.token_hex(8))
    post: str = st.session_state[POSTE]
    return post


def arriver(seance: Seance) -> Seance:
    """Say once that this post presents; gives the séance as it is then."""
    if st.session_state.get(ARRIVE) == seance.code:
        return seance
    relais.arriver(magasin(), seance.code, poste())
    st.session_state[ARRIVE] = seance.code
    return seances.lire(magasin(), seance.code)


def tient(seance: Seance) -> bool:
    return relais.tient(seance, poste())


def dessiner(seance: Seance) -> None:
    """What this post must know of the others, and its answer to the one that asks."""
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="relais"):
        if not tient(seance):
            _demander(seance)
        elif seance.main_demandee:
            st.markdown(":orange-badge[Main demandée] Un autre poste demande à conduire la salle.", width="content")
            _bouton("Passer la main", lambda: relais.repondre(magasin(), seance.code, poste(), accepte=True))
            _bouton("Garder la main", lambda: relais.repondre(magasin(), seance.code, poste(), accepte=False))
        elif others := relais.nb_autres(magasin(), seance.code, poste()):
            told = accord(others, "autre poste ouvert", "autres postes ouverts")
            st.markdown(f"Ce poste conduit la salle ; {told} sur cette séance.", width="content")


def _demander(seance: Seance) -> None:
    st.markdown(
        ":orange-badge[Second poste] Un autre poste conduit la salle : vos gestes ne la déplacent pas.", width="content"
    )
    if seance.main_demandee == poste():
        st.markdown("Main demandée, en attente de réponse.", width="content")
        _bouton("Prendre la main sans réponse", lambda: relais.prendre_sans_reponse(magasin(), seance.code, poste()))
    else:
        _bouton("Demander la main", lambda: relais.demander(magasin(), seance.code, poste()))


def _bouton(label: str, geste: Callable[[], None]) -> None:
    st.button(citer(label), on_click=_faire, args=(geste,), key=f"relais_{label}")


def _faire(geste: Callable[[], None]) -> None:
    try:
        geste()
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
