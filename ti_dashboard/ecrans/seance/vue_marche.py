"""How a séance goes, for who presents it: its state, and the gestures that open, suspend, resume and close it."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.comite import cloture
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import marche
from ti_dashboard.live.etat import StatutDeSeance
from ti_dashboard.live.proces_verbaux import JOURS_MAX
from ti_dashboard.live.seances import Seance

A_CLORE, A_OUVRIR, JOURS = "seance_a_clore", "seance_a_ouvrir", "seance_jours_d_amendement"
ETATS = {
    StatutDeSeance.BROUILLON: ":gray-badge[Brouillon] La salle n'en voit rien avant l'ouverture.",
    StatutDeSeance.OUVERTE: ":green-badge[Ouverte]",
    StatutDeSeance.SUSPENDUE: ":orange-badge[Suspendue] La salle attend la reprise.",
    StatutDeSeance.CLOSE: ":gray-badge[Close]",
}


def titre(seance: Seance) -> None:
    st.title(citer(seance.titre), anchor=False)
    st.markdown(f"Arrêté du {jour(seance.arrete)}, animée par : {citer(seance.animateur)}.")


def conduire(seance: Seance) -> None:
    """One line: where it is, and the gesture that comes next."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{ETATS[seance.statut]}{_prevue(seance)}", width="content")
        if seance.statut is StatutDeSeance.OUVERTE:
            _geste("Suspendre la séance", marche.suspendre, seance, "tertiary")
        elif seance.statut is StatutDeSeance.SUSPENDUE:
            _geste("Reprendre la séance", marche.reprendre, seance, "primary")
        elif st.session_state.get(A_OUVRIR) != seance.code:
            args = (A_OUVRIR, seance.code)
            st.button("Ouvrir la séance", on_click=_demander, args=args, key="ouvrir_brouillon", type="primary")
    if seance.est_brouillon and st.session_state.get(A_OUVRIR) == seance.code:
        st.warning("Ouvrir maintenant ? Qui a le code vous suit aussitôt ; elle ne redevient pas un brouillon.")
        with st.container(horizontal=True, gap="small"):
            _geste("Oui, ouvrir la séance", marche.commencer, seance, "primary")
            st.button("Ne pas ouvrir", on_click=_demander, args=(A_OUVRIR, None), key="ne_pas_ouvrir")


def _prevue(seance: Seance) -> str:
    said = seance.prevue.en_mots()
    if said:
        return f" Prévue le {citer(said)}." if seance.prevue.quand else f" Prévue : {citer(said)}."
    return " Ni date ni lieu encore : donnez-les dans Convocation." if seance.est_brouillon else ""


def _geste(label: str, gesture: Callable[..., object], seance: Seance, kind: Literal["primary", "tertiary"]) -> None:
    st.button(citer(label), key=f"marche_{gesture.__name__}", on_click=_faire, args=(gesture, seance.code), type=kind)


def _faire(gesture: Callable[..., object], code: str) -> None:
    faire(gesture, magasin(), code)
    st.session_state.pop(A_OUVRIR, None)


def clore(seance: Seance) -> None:
    st.header("Abandonner ce brouillon" if seance.est_brouillon else "Clore la séance", anchor=False)
    st.markdown(
        "La séance n'aura pas lieu : elle quitte la liste de celles qui se préparent."
        if seance.est_brouillon
        else "Les participants cessent de suivre ; les décisions restent et se suivent à la prochaine séance."
    )
    label = "Abandonner le brouillon" if seance.est_brouillon else "Clore la séance"
    if st.session_state.get(A_CLORE) != seance.code:
        st.button(label, on_click=_demander, args=(A_CLORE, seance.code), key="clore_seance")
        return
    st.warning(
        "Abandonner pour de bon ? Ce qui a été préparé ne se rouvre pas."
        if seance.est_brouillon
        else "Clore pour de bon ? Une séance close ne se rouvre pas ; elle se relit."
    )
    if not seance.est_brouillon:
        label_of_days = "Jours pendant lesquels le procès-verbal s'amende, avant d'être scellé"
        st.number_input(label_of_days, 0, JOURS_MAX, cloture.jours(), key=JOURS)
    with st.container(horizontal=True, gap="small"):
        said = citer(f"Oui, {label[0].lower()}{label[1:]}")
        st.button(said, on_click=_clore, args=(seance,), key="clore_pour_de_bon", type="primary")
        refused = "Ne pas abandonner" if seance.est_brouillon else "Ne pas clore"
        st.button(refused, on_click=_demander, args=(A_CLORE, None), key="ne_pas_clore")


def _clore(seance: Seance) -> None:
    if seance.est_brouillon:
        faire(marche.clore, magasin(), seance.code, seance.animateur)
    else:
        days = int(st.session_state.get(JOURS, cloture.jours()))
        faire(cloture.clore, magasin(), seance.code, seance.animateur, days)


def _demander(quoi: str, code: str | None) -> None:
    st.session_state[quoi] = code
