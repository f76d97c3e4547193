"""Leaf « Invitations »: invite an address or an organisation; those that wait, and how to take them back."""

import streamlit as st

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.comptes import vue_champs, vue_lien
from ti_dashboard.ecrans.comptes.vue_comptes import ERREUR
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import instant
from ti_dashboard.live import invitations
from ti_dashboard.live.invitations import Invitation
from ti_dashboard.questions.contexte import Contexte

CLE = "inviter"


def dessiner(contexte: Contexte) -> None:
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    vue_lien.montrer()
    st.header("Inviter", anchor=False)
    _formulaire(contexte)
    opened = [one for one in invitations.lister(magasin()) if one.est_ouverte]
    st.header(f"Invitations en attente ({len(opened)})", anchor=False)
    if not opened:
        st.markdown("Aucune invitation n'attend.")
    for one in opened:
        _ligne(one)


def _formulaire(contexte: Contexte) -> None:
    fields = {f"{CLE}_qui": ""} | vue_champs.champs(contexte, CLE)
    form = Saisie(CLE, "Invitation non créée", fields)

    def invite(who: str, function: str, roles: list[RoleDAcces], where: str) -> None:
        secret = invitations.inviter(magasin(), who, vue_champs.lire(contexte, function, roles, where))
        vue_lien.garder(secret)

    with st.form(CLE, border=False):
        form.preparer()
        who, *others = fields
        st.text_input("Adresse électronique, ou SIRET d'un organisme", key=who, max_chars=254, required=True)
        vue_champs.dessiner(contexte, tuple(others))
        st.form_submit_button("Inviter", type="primary", on_click=form.enregistrer, args=(invite,))


def _ligne(one: Invitation) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        who = one.courriel or f"SIRET {one.siret}"
        st.markdown(
            f"**{citer(who)}** · {citer(one.droits.fonction)} · jusqu'au {instant(one.expire_le)}", width="stretch"
        )
        st.button(
            "Reprendre l'invitation",
            key=f"revoquer_{one.invitation_id}",
            type="tertiary",
            on_click=_revoquer,
            args=(one.invitation_id,),
            help=f"Reprendre l'invitation de {citer(who)}",
        )


def _revoquer(invitation_id: int) -> None:
    try:
        invitations.revoquer(magasin(), invitation_id)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
