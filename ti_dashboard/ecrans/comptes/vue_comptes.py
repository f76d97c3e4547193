"""Leaf « Comptes »: who may come in, with which rights; change them, or close the account."""

import streamlit as st

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.comptes import vue_champs
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration, instant
from ti_dashboard.live import comptes
from ti_dashboard.live.comptes import CompteDAcces
from ti_dashboard.questions.contexte import Contexte

ERREUR = "comptes_erreur"


def dessiner(contexte: Contexte) -> None:
    found = comptes.lister(magasin())
    opened = [one for one in found if one.ferme_le is None]
    st.header(accord(len(opened), "compte ouvert", "comptes ouverts"), anchor=False)
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    for one in opened:
        _ligne(contexte, one)
    closed = [f"- {citer(c.courriel)}, fermé le {instant(c.ferme_le)}" for c in found if c.ferme_le]
    if closed:
        with st.expander(f"Comptes fermés ({len(closed)})", type="compact"):
            st.markdown("\n".join(closed))


def _ligne(contexte: Contexte, compte: CompteDAcces) -> None:
    given = compte.droits
    said = enumeration([role.dit for role in RoleDAcces if role in given.roles])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"**{citer(given.fonction)}** · {citer(compte.courriel)} · {citer(said)} · "
            f"{citer(vue_champs.dire(contexte, given.perimetre))}",
            width="stretch",
        )
        if compte.compte_id == courante().compte_id:
            st.markdown(":blue-badge[Vous]", width="content")
        with st.popover("Modifier", key=f"modifier_compte_{compte.compte_id}"):
            _modifier(contexte, compte)


def _modifier(contexte: Contexte, compte: CompteDAcces) -> None:
    key = f"compte_{compte.compte_id}_{hash(compte.droits)}"
    form = Saisie(key, f"Compte {compte.courriel} non modifié", vue_champs.champs(contexte, key, compte.droits))

    def change(function: str, roles: list[RoleDAcces], where: str) -> None:
        comptes.changer(magasin(), compte.compte_id, vue_champs.lire(contexte, function, roles, where))

    with st.form(key, border=False):
        form.preparer()
        vue_champs.dessiner(contexte, tuple(form.champs))
        st.form_submit_button(
            "Enregistrer", type="primary", on_click=form.enregistrer, args=(change, "Compte modifié.")
        )
    st.button(
        "Fermer ce compte et ses sessions",
        key=f"fermer_compte_{compte.compte_id}",
        type="tertiary",
        on_click=_fermer,
        args=(compte.compte_id,),
    )


def _fermer(compte_id: int) -> None:
    try:
        comptes.fermer(magasin(), compte_id)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
