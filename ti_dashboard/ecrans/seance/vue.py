"""The Séance page: for who presents one, all that it needs, leaf by leaf; for who follows, its agenda and decisions."""

import streamlit as st

from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.cadre import volets
from ti_dashboard.cadre.parametres import ANIMER, SUIVRE
from ti_dashboard.cadre.personne import courante
from ti_dashboard.cadre.salle import invites, liens, suivi
from ti_dashboard.cadre.salle.animation import ERREUR
from ti_dashboard.ecrans.seance import (
    vue_accueil,
    vue_agenda,
    vue_convocation,
    vue_decisions,
    vue_marche,
    vue_pieces,
    vue_points,
    vue_presences,
    vue_recherche,
    vue_relue,
    vue_repetition,
)
from ti_dashboard.ecrans.seance.parametres import VOLET_DE_SEANCE
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.exports.qr import en_svg
from ti_dashboard.langue.citation import citer
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    try:
        animee = suivi.seance_animee()
        if message := st.session_state.pop(ERREUR, None):
            st.error(citer(message))
        if animee is not None:
            _animer(contexte, animee)
        elif followed := suivi.seance_suivie():
            _suivre(contexte, followed)
        elif (closed := vue_relue.demandee()) and closed.ouverte_le is not None:
            vue_relue.dessiner(closed)
            vue_decisions.dessiner(contexte, None)
        else:
            vue_accueil.dessiner(contexte)
            if courante().seance_code is None:
                vue_recherche.dessiner(contexte)
            vue_decisions.dessiner(contexte, None)
    except TableauDeBordError as error:
        st.error(citer(error))


def _suivre(contexte: Contexte, seance: Seance) -> None:
    vue_marche.titre(seance)
    _inviter(seance)
    # A meeting opens on what was decided before and is not done, for who presents and for who follows.
    if overdue := vue_decisions.en_retard():
        vue_decisions.dessiner(contexte, None)
    vue_agenda.lire(seance)
    vue_pieces.lire(seance)
    if not overdue:
        vue_decisions.dessiner(contexte, None)


def _animer(contexte: Contexte, seance: Seance) -> None:
    vue_marche.titre(seance)
    vue_marche.conduire(seance)
    volets.dessiner(
        contexte,
        VOLET_DE_SEANCE,
        (
            lambda seen: _derouler(seen, seance),
            lambda _: vue_convocation.dessiner(seance),
            lambda _: vue_pieces.dessiner(seance),
            lambda _: vue_presences.dessiner(seance),
            lambda seen: vue_repetition.dessiner(seen, seance),
            lambda seen: vue_points.juger(seen, seance),
        ),
    )


def _derouler(contexte: Contexte, seance: Seance) -> None:
    _surfaces(seance)
    if not seance.est_brouillon:
        _inviter(seance)
    if overdue := vue_decisions.en_retard():
        vue_decisions.dessiner(contexte, seance)
    vue_agenda.dessiner(contexte, seance)
    if est_en_reseau() and not seance.est_brouillon:
        invites.dessiner(seance)
    with st.popover("Animer depuis un autre poste"):
        st.markdown("Ouvrez-y ce lien. **Qui l'a peut demander la main sur la salle** : ne le projetez pas.")
        st.code(liens.lien(ANIMER, seance.cle), language=None)
    if not (overdue or seance.est_brouillon):
        vue_decisions.dessiner(contexte, seance)
    vue_marche.clore(seance)


def _surfaces(seance: Seance) -> None:
    """Where it is led from, and what is put on the wall: pages of their own, each in its window."""
    with st.container(horizontal=True, gap="small"):
        st.link_button("Ouvrir le pupitre", liens.du_pupitre(seance.code), type="primary")
        st.link_button("Ouvrir le mur", liens.du_mur(seance.code))


def _inviter(seance: Seance) -> None:
    """What lets somebody else in comes first: on a telephone, it is held out to the next seat."""
    link = liens.lien_du_telephone(seance.code)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        drawing = en_svg(link, COULEURS["encre"], COULEURS["fond"])
        st.image(drawing, width=240, alt=f"Image à photographier : {link}")
        with st.container(width=480, gap="small"):
            st.header(f"Code : {citer(seance.code)}", anchor=False)
            st.markdown("Sur un téléphone, l'image ou ce lien :")
            st.code(link, language=None)
            st.markdown("Sur un ordinateur, le tableau complet :")
            st.code(liens.lien(SUIVRE, seance.code), language=None)
