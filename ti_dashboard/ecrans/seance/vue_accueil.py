"""The Séance page of who is in none: open one, prepare one, join one, propose a point."""

from datetime import date, datetime, time

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.acces import actions
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import cles, suivi
from ti_dashboard.comite import code_dit
from ti_dashboard.ecrans.seance import vue_points, vue_prevision, vue_relue
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.live import seances
from ti_dashboard.live.seances import Seance
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.contexte import Contexte

# A code is read aloud in groups, and pasted with what is around it.
CODE_ECRIT_MAX = 20
REJOINDRE = Saisie("rejoindre_seance", "Séance non rejointe", {"seance_code": ""})
VIDES = {"brouillon_jour": None, "brouillon_heure": None, "brouillon_minutes": 0, "brouillon_lieu": ""}


def dessiner(contexte: Contexte) -> None:
    st.title("Séance", anchor=False)
    left, right = st.columns(2, gap="large")
    may_present = courante().peut(actions.ANIMER)
    known = seances.lister(magasin())
    # Who opens none begins on the left with what they came for: a half of nothing reads as a fault.
    with right if may_present else left:
        _reprendre([s for s in known if not (s.est_close or s.est_brouillon) and cles.connues().get(s.code) == s.cle])
        _rejoindre(any(not (s.est_close or s.est_brouillon) for s in known))
    if may_present:
        with left:
            _ouvrir(contexte.choix)
            _preparer(contexte.choix)
        with right:
            _brouillons([s for s in known if s.est_brouillon])
    vue_relue.lister([s for s in known if s.est_close and s.ouverte_le is not None])
    if courante().peut(actions.CONSULTER):
        vue_points.proposer(contexte)


def _ouvrir(choix: Filtres) -> None:
    st.header("Ouvrir une séance", anchor=False)
    form = _ouverture()
    with st.form("ouvrir_seance", border=False):
        form.preparer()
        st.text_input("Titre", key="seance_titre", max_chars=120, required=True)
        _fonction("seance_animateur")
        st.markdown(f"La séance porte sur l'**{choix.arrete_en_mots()}**, celui qui est affiché.")
        st.form_submit_button("Ouvrir la séance", on_click=_creer, args=(choix.arrete,), type="primary")


def _fonction(key: str) -> None:
    if courante().compte_id is None:
        st.text_input(
            "Fonction de l'animateur", key=key, max_chars=120, required=True, autocomplete="organization-title"
        )


def _ouverture() -> Saisie:
    title = f"Comité de pilotage du {jour(horloge.aujourd_hui())}"
    return Saisie(
        "ouvrir_seance", "Séance non ouverte", {"seance_titre": title, "seance_animateur": courante().fonction}
    )


def _creer(arrete: date) -> None:
    _ouverture().enregistrer(
        lambda title, presenter: suivi.prendre_la_main(seances.ouvrir(magasin(), title, presenter, arrete))
    )


def _preparer(choix: Filtres) -> None:
    """Folded: most who come to this page have a room before them."""
    form = _preparation()
    with st.expander("Préparer une séance", expanded=form.est_refusee):
        st.markdown("Un brouillon, que la salle ne voit pas avant que vous ne l'ouvriez.")
        with st.form("preparer_seance", border=False):
            form.preparer()
            st.text_input("Titre", key="brouillon_titre", max_chars=120, required=True)
            _fonction("brouillon_animateur")
            vue_prevision.champs("brouillon")
            st.markdown(f"La séance portera sur l'**{choix.arrete_en_mots()}**, celui qui est affiché.")
            st.form_submit_button("Préparer la séance", on_click=_creer_un_brouillon, args=(choix.arrete,))


def _preparation() -> Saisie:
    fields = {"brouillon_titre": "Comité de pilotage", "brouillon_animateur": courante().fonction, **VIDES}
    return Saisie("preparer_seance", "Séance non préparée", fields)


def _creer_un_brouillon(arrete: date) -> None:
    def make(title: str, presenter: str, day: date | None, hour: time | None, minutes: int, place: str) -> None:
        planned = vue_prevision.lire(day, hour, minutes, place)
        suivi.prendre_la_main(seances.preparer(magasin(), title, presenter, arrete, planned))

    _preparation().enregistrer(make)


def _brouillons(brouillons: list[Seance]) -> None:
    """Those of every presenter: what one prepares, another may open."""
    if brouillons:
        st.header(accord(len(brouillons), "séance en préparation", "séances en préparation"), anchor=False)
    for draft in sorted(brouillons, key=lambda one: one.prevue.quand or datetime.max):
        when = draft.prevue.en_mots()
        st.button(
            f"Préparer : {citer(draft.titre)}{f', {citer(when)}' if when else ''}",
            key=f"preparer_{draft.code}",
            on_click=suivi.prendre_la_main,
            args=(draft,),
        )


def _reprendre(miennes: list[Seance]) -> None:
    """An open séance of which this browser is a presenter."""
    if miennes:
        st.header("Reprendre l'animation", anchor=False)
    for seance in miennes:
        st.button(
            f"Reprendre : {citer(seance.titre)} ({citer(seance.code)})",
            key=f"reprendre_{seance.code}",
            on_click=suivi.reprendre,
            args=(seance,),
            type="primary",
        )


def _rejoindre(une_est_ouverte: bool) -> None:
    st.header("Rejoindre une séance", anchor=False)
    st.markdown("L'animateur donne un code de six caractères, ou le lien à photographier.")
    with st.form("rejoindre_seance", border=False):
        REJOINDRE.preparer()
        st.text_input(
            "Code de la séance", key="seance_code", max_chars=CODE_ECRIT_MAX, required=True, autocomplete="off"
        )
        st.form_submit_button("Suivre l'animateur", on_click=REJOINDRE.enregistrer, args=(_suivre,))
    if not une_est_ouverte:
        st.markdown("Aucune séance n'est ouverte.")


def _suivre(code: str) -> None:
    suivi.rejoindre(seances.lire(magasin(), code_dit.comprendre(code)).code)
