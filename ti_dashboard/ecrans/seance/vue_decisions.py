"""Decisions: the overdue ones first, each with the screen it was taken on; the record to take away."""

from datetime import date

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.adresse.gardee import incomprise
from ti_dashboard.cadre import telechargements
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.cadre.salle.animation import ERREUR, GARDER, PREMIERE_ECHEANCE, echeance_passee
from ti_dashboard.ecrans.seance.tableaux import RELEVE, lister, releve, situation
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.live import decisions
from ti_dashboard.live.decisions import Decision
from ti_dashboard.live.seances import Seance
from ti_dashboard.programme.colonnes import en_textes
from ti_dashboard.questions.contexte import Contexte

GESTES = {"tenue": "Tenue", "abandonnee": "Abandonner", "ouverte": "Rouvrir"}


def dessiner(contexte: Contexte, animee: Seance | None) -> None:
    today = horloge.aujourd_hui()
    guest_of = courante().seance_code
    found = lister(contexte, today, guest_of)
    overdue = sum(d.est_en_retard(today) for d in found)
    st.header(f"Décisions : {accord(overdue, 'en retard', 'en retard')}", anchor="decisions")
    if not found:
        st.markdown("Aucune décision n'a encore été prise.")
        return
    for decision in found:
        if decision.statut == "ouverte" or animee is not None:
            _ligne(decision, today, animee)
            if lost := incomprise(decision.adresse, contexte.vocabulaire):
                st.warning(f"Décision « {citer(decision.texte)} », {citer(lost)}.")
    if guest_of is not None:
        # The record is that of every séance.
        return
    content = releve(contexte, {})
    with st.expander(f"Relevé de décisions ({len(content.lignes)})", type="compact"):
        st.dataframe(en_textes(content.colonnes, content.lignes), hide_index=True, alt=content.titre)
    telechargements.boutons(RELEVE, contexte)


def en_retard() -> bool:
    """True when a decision is past its date."""
    today = horloge.aujourd_hui()
    return any(d.est_en_retard(today) for d in decisions.lister(magasin(), today))


def _ligne(decision: Decision, today: date, animee: Seance | None) -> None:
    """One decision, the button that reopens its screen and, for the presenter, those that change its status."""
    state, said = situation(decision, today), citer(decision.texte)
    badge = {"en retard": "red", "ouverte": "blue"}.get(state, "gray")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f":{badge}-badge[{citer(state)}] **{said}** · {_charge(decision)}arrêté du {jour(decision.arrete)}")
        st.button(
            "Revoir l'écran",
            key=f"revoir_{decision.decision_id}",
            on_click=suivi.aller,
            args=(decision.adresse,),
            help=f"Revoir l'écran de la décision : {said}",
        )
        if animee is None:
            return
        for statut in decisions.PASSAGES[decision.statut]:
            st.button(
                GESTES[statut],
                key=f"{statut}_{decision.decision_id}",
                on_click=_changer,
                args=(decision.decision_id, statut, animee.animateur),
                type="tertiary",
                help=f"{GESTES[statut]} : {said}",
            )
        if decision.seance_code == animee.code:
            with st.popover(
                "Modifier", key=f"modifier_decision_{decision.decision_id}", help=f"Modifier la décision : {said}"
            ):
                _modifier(decision)


def _charge(decision: Decision) -> str:
    return f"{citer(decision.charge)} · " if decision.charge else ""


def _modifier(decision: Decision) -> None:
    form = _saisie(decision)
    with st.form(form.nom, border=False):
        form.preparer()
        said, owner, due = form.champs
        st.text_area("Décision", key=said, height=96, max_chars=500, required=True)
        st.text_input("Responsable (organisme ou fonction)", key=owner, max_chars=120, required=True)
        st.date_input("Échéance", key=due, format="DD/MM/YYYY", min_value=PREMIERE_ECHEANCE)
        label = GARDER if form.est_en_question else "Enregistrer la modification"
        st.form_submit_button(label, on_click=_enregistrer, args=(decision,))


def _saisie(decision: Decision) -> Saisie:
    """Its fields hold what the decision says; they are named after it, since another presenter may change it too."""
    held = (decision.texte, decision.responsable, decision.echeance)
    key = f"decision_{decision.decision_id}_{hash(held)}"
    names = (f"{key}_texte", f"{key}_responsable", f"{key}_echeance")
    return Saisie(key, f"Décision « {decision.texte} » non modifiée", dict(zip(names, held, strict=True)))


def _enregistrer(decision: Decision) -> None:
    def change(said: str, owner: str, due: date) -> None:
        decisions.modifier(magasin(), decision.decision_id, said, owner, due)

    def question(said: str, owner: str, due: date) -> str | None:
        return None if due == decision.echeance else echeance_passee(said, owner, due)

    _saisie(decision).enregistrer(change, "Décision modifiée.", question)


def _changer(decision_id: int, statut: str, auteur: str) -> None:
    try:
        decisions.changer_statut(magasin(), decision_id, statut, auteur)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
