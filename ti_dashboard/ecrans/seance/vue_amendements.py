"""Amendments of minutes: what is proposed in their place, by whom, and what became of it."""

from functools import partial

import streamlit as st

from ti_dashboard.acces.actions import SUIVRE, TENIR_PROCES_VERBAL
from ti_dashboard.cadre.personne import courante, magasin, peut
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.comite.ecrit.proces_verbal import ProcesVerbal, relu
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour_et_heure
from ti_dashboard.live import amendements
from ti_dashboard.live.amendements import Amendement
from ti_dashboard.live.proces_verbaux import ProcesVerbalGarde
from ti_dashboard.live.saisie import maintenant

PASSAGES = ("Présences", "Ordre du jour", "Corrections en séance", "Prises de parole", "Écrans montrés")
BADGES = {"accepte": "green", "refuse": "red", None: "orange"}


def dessiner(garde: ProcesVerbalGarde, amended: list[Amendement]) -> None:
    st.subheader(f"Amendements : {accord(len(amended), 'proposé')}", anchor="amendements")
    for one in amended:
        _ligne(one, garde)
    if not garde.est_scelle and not garde.est_echu(maintenant()) and peut(SUIVRE):
        with st.expander("Proposer un amendement", type="compact"):
            _proposer(relu(garde.contenu))


def _ligne(one: Amendement, garde: ProcesVerbalGarde) -> None:
    with st.container(border=True):
        st.markdown(
            f":{BADGES[one.issue]}-badge[{citer(one.issue_dite)}] **{citer(one.passage)}**, par {citer(one.auteur)}, "
            f"le {jour_et_heure(one.propose_le)}\n\n> {citer(one.propose)}"
        )
        if one.issue is None and not garde.est_scelle and peut(TENIR_PROCES_VERBAL):
            _juger(one)


def _juger(one: Amendement) -> None:
    number = int(one.amendement_id)
    keys = {f"amendement_{number}_motif": "", f"amendement_{number}_qui": courante().fonction}
    form = Saisie(f"amendement_{number}", "Amendement non jugé", keys)
    with st.form(form.nom, border=False):
        form.preparer()
        reason, who = keys
        st.text_input("Motif (requis pour refuser)", key=reason, max_chars=500)
        if courante().compte_id is None:
            st.text_input("Votre fonction", key=who, max_chars=120, autocomplete="organization-title")
        with st.container(horizontal=True, gap="small"):
            for issue, label in (("accepte", "Accepter l'amendement"), ("refuse", "Refuser l'amendement")):
                judge = partial(_rendre, number, issue)
                st.form_submit_button(label, on_click=form.enregistrer, args=(judge,), help=f"{label} {number}")


def _rendre(number: int, issue: str, motif: str, qui: str) -> None:
    amendements.juger(magasin(), number, issue, qui or courante().fonction, motif)


def _proposer(minutes: ProcesVerbal) -> None:
    named = [f"Conclusion {one['numero']} : {one['texte']}" for one in minutes["conclusions"]]
    choices = [*named, *PASSAGES]
    who = courante()
    fields = {"amendement_passage": choices[0], "amendement_propose": "", "amendement_auteur": who.fonction or None}
    form = Saisie("proposer_amendement", "Amendement non proposé", fields)
    with st.form(form.nom, border=False):
        form.preparer()
        st.selectbox("Passage", choices, key="amendement_passage")
        st.text_area("Rédaction proposée", key="amendement_propose", max_chars=2000, required=True)
        if who.compte_id is None:
            here = dict.fromkeys(f"{one['organisme']}, {one['fonction']}" for one in minutes["presences"])
            st.selectbox(
                "Votre organisme et votre fonction",
                list(here),
                key="amendement_auteur",
                accept_new_options=True,
                placeholder="Choisissez, ou écrivez-les",
            )
        save = partial(_enregistrer, minutes["code"])
        st.form_submit_button("Proposer l'amendement", on_click=form.enregistrer, args=(save, "Amendement proposé."))


def _enregistrer(code: str, passage: str, propose: str, auteur: str | None) -> None:
    amendements.proposer(magasin(), code, passage, propose, auteur or "")
