"""The Séance page: open one, let the room in, its agenda, its decisions, close it."""

from datetime import date

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.acces import actions
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.cadre.parametres import ANIMER, SUIVRE
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import cles, invites, liens, suivi
from ti_dashboard.ecrans.seance import vue_agenda, vue_decisions, vue_relue
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.exports.qr import en_svg
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.live import seances
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.contexte import Contexte

ERREUR, A_CLORE = "seance_erreur", "seance_a_clore"
REJOINDRE = Saisie("rejoindre_seance", "Séance non rejointe", {"seance_code": ""})


def dessiner(contexte: Contexte) -> None:
    try:
        animee = suivi.seance_animee()
        if message := st.session_state.pop(ERREUR, None):
            st.error(citer(message))
        shown = animee or suivi.seance_suivie()
        if shown is None and (closed := vue_relue.demandee()):
            vue_relue.dessiner(closed)
        elif shown is None:
            _accueillir(contexte.choix)
        else:
            _titre(shown)
            _inviter(shown)
        # A meeting opens on what was decided before and is not done, for who presents and for who follows.
        overdue = shown is not None and vue_decisions.en_retard()
        if overdue:
            vue_decisions.dessiner(contexte, animee)
        if animee is not None:
            _animer(contexte, animee)
        elif shown is not None:
            vue_agenda.lire(shown)
        if not overdue:
            vue_decisions.dessiner(contexte, animee)
        if animee is not None:
            _clore(animee)
    except TableauDeBordError as error:
        st.error(citer(error))


def _accueillir(choix: Filtres) -> None:
    st.title("Séance", anchor=False)
    left, right = st.columns(2, gap="large")
    # Who opens none begins on the left with what they came for: a half of nothing reads as a fault.
    joining = left
    if courante().peut(actions.ANIMER):
        joining = right
        with left:
            _ouvrir(choix)
    with joining:
        known = seances.lister(magasin())
        _reprendre([s for s in known if not s.est_close and cles.connues().get(s.code) == s.cle])
        _rejoindre([s for s in known if not s.est_close])
    vue_relue.lister([s for s in known if s.est_close])


def _ouvrir(choix: Filtres) -> None:
    who = courante()
    st.header("Ouvrir une séance", anchor=False)
    form = _ouverture()
    with st.form("ouvrir_seance", border=False):
        form.preparer()
        st.text_input("Titre", key="seance_titre", max_chars=120, required=True)
        if who.compte_id is None:
            st.text_input(
                "Fonction de l'animateur",
                key="seance_animateur",
                max_chars=120,
                required=True,
                autocomplete="organization-title",
            )
        st.markdown(f"La séance porte sur l'**{choix.arrete_en_mots()}**, celui qui est affiché.")
        st.form_submit_button("Ouvrir la séance", on_click=_creer, args=(choix.arrete,), type="primary")


def _ouverture() -> Saisie:
    title = f"Comité de pilotage du {jour(horloge.aujourd_hui())}"
    fields = {"seance_titre": title, "seance_animateur": courante().fonction}
    return Saisie("ouvrir_seance", "Séance non ouverte", fields)


def _creer(arrete: date) -> None:
    _ouverture().enregistrer(
        lambda title, presenter: suivi.prendre_la_main(seances.ouvrir(magasin(), title, presenter, arrete))
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


def _rejoindre(ouvertes: list[Seance]) -> None:
    st.header("Rejoindre une séance", anchor=False)
    st.markdown("L'animateur donne un code de six caractères, ou le lien à photographier.")
    with st.form("rejoindre_seance", border=False):
        REJOINDRE.preparer()
        st.text_input(
            "Code de la séance", key="seance_code", max_chars=seances.TAILLE_CODE, required=True, autocomplete="off"
        )
        st.form_submit_button("Suivre l'animateur", on_click=REJOINDRE.enregistrer, args=(_suivre,))
    if not ouvertes:
        st.markdown("Aucune séance n'est ouverte.")


def _suivre(code: str) -> None:
    suivi.rejoindre(seances.lire(magasin(), code.strip().upper()).code)


def _titre(seance: Seance) -> None:
    st.title(citer(seance.titre), anchor=False)
    st.markdown(f"Arrêté du {jour(seance.arrete)}, animée par : {citer(seance.animateur)}.")


def _inviter(seance: Seance) -> None:
    """What lets somebody else in comes first: on a telephone, it is held out to the next seat."""
    link = liens.lien(SUIVRE, seance.code)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        drawing = en_svg(link, COULEURS["encre"], COULEURS["fond"])
        st.image(drawing, width=240, alt=f"Image à photographier : {link}")
        with st.container(width=480, gap="small"):
            st.header(f"Code : {citer(seance.code)}", anchor=False)
            st.markdown("Lien à suivre, le même que dans l'image :")
            st.code(link, language=None)


def _animer(contexte: Contexte, seance: Seance) -> None:
    vue_agenda.dessiner(contexte, seance)
    if est_en_reseau():
        invites.dessiner(seance)
    with st.popover("Animer depuis un autre poste"):
        st.markdown("Ouvrez-y ce lien. **Qui l'a peut demander la main sur la salle** : ne le projetez pas.")
        st.code(liens.lien(ANIMER, seance.cle), language=None)


def _clore(seance: Seance) -> None:
    st.header("Clore la séance", anchor=False)
    st.markdown("Les participants cessent de suivre ; les décisions restent et se suivent à la prochaine séance.")
    if st.session_state.get(A_CLORE) != seance.code:
        st.button("Clore la séance", on_click=_demander_a_clore, args=(seance.code,), key="clore_seance")
        return
    st.warning("Clore pour de bon ? Une séance close ne se rouvre pas ; elle se relit.")
    with st.container(horizontal=True, gap="small"):
        st.button("Oui, clore la séance", on_click=_fermer, args=(seance,), key="clore_pour_de_bon", type="primary")
        st.button("Ne pas clore", on_click=_demander_a_clore, args=(None,), key="ne_pas_clore")


def _demander_a_clore(code: str | None) -> None:
    st.session_state[A_CLORE] = code


def _fermer(seance: Seance) -> None:
    try:
        seances.clore(magasin(), seance.code, seance.animateur)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
