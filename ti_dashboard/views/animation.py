"""What the presenter has at hand on every page: where the room is, its steps, a step or a decision from this screen."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from ti_dashboard.citation import citer
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.filters import Filtres
from ti_dashboard.live import decisions, etapes
from ti_dashboard.live.base import base
from ti_dashboard.live.etapes import Place
from ti_dashboard.live.seances import Seance
from ti_dashboard.views.place import Situation, adresse_de_l_etape

ECHEANCE = timedelta(days=30)
ERREUR = "animation_erreur"
SAISIE = "saisie"


def dessiner(
    seance: Seance, ou: Situation, vues: tuple[str, str], aller: Callable[[str], None], montrer: Callable[[], None]
) -> None:
    """``vues``: the address of this screen, as it is read and as it is kept; ``aller`` goes to another; ``montrer``
    brings the room to this one."""
    vue, kept = vues
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cadre-animation"):
        st.markdown(_situation(seance, ou), width="content")
        if ou.agenda:
            _pas(ou.place, aller)
        if ou.retour:
            st.button("Retour à l'étape", key="etape_retour", on_click=aller, args=(ou.retour,))
        with st.popover("Ajouter cet écran à l'ordre du jour"):
            _etape(seance, kept)
        if seance.adresse != vue:
            st.button("Montrer cet écran à la salle", on_click=montrer, key="montrer_ecran", type="primary")
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))


def noter(seance: Seance, vue: str, choix: Filtres) -> None:
    """A decision on the screen it is taken on (``vue``, as it is kept); at hand in the presentation too."""
    with st.popover("Noter une décision"):
        _decision(seance, vue, choix)


def _situation(seance: Seance, ou: Situation) -> str:
    words = f"Vous animez **{citer(seance.titre)}**, code **{citer(seance.code)}**"
    if ou.etape is None:
        return words
    said = f"{words} · étape {ou.place.rang + 1} sur {len(ou.agenda)} : **{citer(ou.etape.titre)}**"
    return f"{said} · :orange-badge[hors ordre du jour]" if ou.est_hors else said


def _pas(place: Place, aller: Callable[[str], None]) -> None:
    for key, label, step in (
        ("etape_avant", "← Étape précédente", place.avant),
        ("etape_apres", "Étape suivante →", place.apres),
    ):
        args = (adresse_de_l_etape(step),) if step else ()
        st.button(label, key=key, disabled=step is None, on_click=aller, args=args)


def _decision(seance: Seance, vue: str, choix: Filtres) -> None:
    with st.form("noter_decision", clear_on_submit=True, border=False):
        st.text_area("Décision", key=f"{SAISIE}_decision", height=96, max_chars=500)
        st.text_input("Responsable (organisme ou fonction)", key=f"{SAISIE}_responsable", max_chars=120)
        st.date_input(
            "Échéance",
            date.today() + ECHEANCE,
            key=f"{SAISIE}_echeance",
            format="DD/MM/YYYY",
            min_value=date(2018, 1, 1),
        )
        st.form_submit_button("Enregistrer la décision", on_click=_prendre, args=(seance, vue, choix), type="primary")


def _prendre(seance: Seance, vue: str, choix: Filtres) -> None:
    said = {name: st.session_state[f"{SAISIE}_{name}"] for name in ("decision", "responsable", "echeance")}
    try:
        decisions.prendre(
            base(), seance.code, said["decision"], said["responsable"], said["echeance"],
            adresse=vue, arrete=choix.arrete,
        )  # fmt: skip
        st.toast("Décision enregistrée.")
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)


def _etape(seance: Seance, vue: str) -> None:
    with st.form("ajouter_etape", clear_on_submit=True, border=False):
        st.text_input("Titre de l'étape", key=f"{SAISIE}_etape", max_chars=120)
        st.text_input("Intervenant (organisme ou fonction)", key=f"{SAISIE}_intervenant", max_chars=120)
        st.number_input("Minutes", 0, etapes.MINUTES_MAX, 10, step=5, key=f"{SAISIE}_minutes")
        st.form_submit_button("Ajouter l'étape", on_click=_ajouter, args=(seance, vue), type="primary")


def _ajouter(seance: Seance, vue: str) -> None:
    said = [st.session_state[f"{SAISIE}_{name}"] for name in ("etape", "intervenant", "minutes")]
    try:
        etapes.ajouter(base(), seance.code, *said, vue)
        st.toast("Étape ajoutée.")
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
