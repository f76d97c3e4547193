"""Leaf « Comptes »: who may come in, with which rights; change them, or close the account."""

from collections.abc import Callable

import streamlit as st

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.saisie import Saisie
from ti_dashboard.ecrans.comptes import vue_champs, vue_lien
from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration, instant
from ti_dashboard.live import comptes, invitations, second_facteur
from ti_dashboard.live.comptes import CompteDAcces
from ti_dashboard.questions.contexte import Contexte

ERREUR = "comptes_erreur"


def dessiner(contexte: Contexte) -> None:
    found, enrolled = comptes.lister(magasin()), second_facteur.inscrits(magasin())
    opened = [one for one in found if one.ferme_le is None]
    st.header(accord(len(opened), "compte ouvert", "comptes ouverts"), anchor=False)
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    vue_lien.montrer()
    for one in opened:
        _ligne(contexte, one, one.compte_id in enrolled)
    closed = [f"- {citer(c.courriel)}, fermé le {instant(c.ferme_le)}" for c in found if c.ferme_le]
    if closed:
        with st.expander(f"Comptes fermés ({len(closed)})", type="compact"):
            st.markdown("\n".join(closed))


def _ligne(contexte: Contexte, compte: CompteDAcces, est_inscrit: bool) -> None:
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
        if compte.est_bloque:
            st.markdown(":orange-badge[Bloqué : cinq essais manqués]", width="content")
        if compte.a_un_mot_de_passe and not est_inscrit and second_facteur.est_exige():
            st.markdown(":orange-badge[Second facteur à inscrire]", width="content")
        named = f"Modifier le compte {citer(compte.courriel)}"
        with st.popover("Modifier", key=f"modifier_compte_{compte.compte_id}", help=named):
            _modifier(contexte, compte)
            _gestes(compte, est_inscrit)


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


def _gestes(compte: CompteDAcces, est_inscrit: bool) -> None:
    if compte.est_bloque:
        _geste("Débloquer ce compte", "debloquer", compte, _debloquer)
    if compte.a_un_mot_de_passe and compte.compte_id != courante().compte_id:
        _geste("Remplacer son mot de passe par un nouveau lien", "lien", compte, _nouveau_lien)
    if est_inscrit:
        _geste("Remettre à zéro son second facteur", "second_facteur", compte, _reinitialiser)
    st.checkbox("Ce compte ne doit plus servir : le fermer pour toujours", key=_sur(compte))
    _geste("Fermer ce compte et ses sessions", "fermer", compte, _fermer)


def _geste(dit: str, cle: str, compte: CompteDAcces, faire: Callable[[CompteDAcces], None]) -> None:
    st.button(
        citer(dit), key=f"{cle}_compte_{compte.compte_id}", type="tertiary", on_click=_essayer, args=(faire, compte)
    )


def _essayer(faire: Callable[[CompteDAcces], None], compte: CompteDAcces) -> None:
    try:
        faire(compte)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)


def _debloquer(compte: CompteDAcces) -> None:
    comptes.debloquer(magasin(), compte.compte_id)


def _nouveau_lien(compte: CompteDAcces) -> None:
    vue_lien.garder(invitations.reinitialiser(magasin(), compte))


def _reinitialiser(compte: CompteDAcces) -> None:
    comptes.reinitialiser_le_second_facteur(magasin(), compte.compte_id)


def _fermer(compte: CompteDAcces) -> None:
    """Nothing gives back an account that was closed: it is asked for twice."""
    if not st.session_state.get(_sur(compte)):
        raise GesteRefuse(f"Cochez la case pour fermer le compte {compte.courriel} : rien n'a changé.")
    comptes.fermer(magasin(), compte.compte_id)


def _sur(compte: CompteDAcces) -> str:
    return f"fermer_sur_{compte.compte_id}"
