"""Leaf « Déposer »: drop files, read the report, see what would change, accept, publish."""

import streamlit as st

from ti_dashboard.cadre import atelier
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.ecrans.donnees import vue_attente, vue_formulaire, vue_perimetre, vue_questions, vue_rapport
from ti_dashboard.ecrans.donnees.parametres import DEPOT
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, enumeration, nombre
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte | None) -> None:
    if not atelier.peut_ecrire():
        return
    author = atelier.demander_auteur()
    vue_perimetre.dire()
    vue_attente.a_publier(contexte, author)
    prepared = vue_perimetre.ouvrir(st.query_params.get(DEPOT.nom, ""))
    if prepared is None:
        vue_attente.a_accepter(author)
        vue_formulaire.demander(contexte, author)
    else:
        vue_rapport.dessiner(prepared)
        _suites(prepared, author)


def _suites(depot: Depot, author: str) -> None:
    answers = vue_questions.repondre(depot)
    reason = _motif(depot)
    left = accord(len(depot.questions) - len(answers), "question attend", "questions attendent")
    ready = len(answers) == len(depot.questions) and reason is not None
    preview, accept, partial = _gestes(depot, ready)
    if not depot.est_sans_faute:
        told = accord(depot.nb_constats, "anomalie")
        st.caption(
            f"« Accepter tout » attend un fichier sans faute : {told} dans celui-ci."
            + ("" if depot.nb_valides else " Aucune ligne n'y est valide : rien ne peut être accepté.")
        )
    if len(answers) < len(depot.questions):
        st.caption(f"{left} une réponse.")
    said = [f"{key}={choice}" for key, choice in answers.items()]
    wanted = Markdown("Aperçu")
    if preview and (found := atelier.executer(wanted, "apercu", depot.depot_id, auteur=author, reponse=said)):
        vue_rapport.changements(found)
    if accept or partial:
        done = atelier.executer(
            Markdown("Dépôt"),
            "deposer",
            auteur=author,
            prepare=depot.depot_id,
            lignes_valides=partial,
            reponse=said,
            motif=reason,
        )
        if done is not None:
            _fermer()


def _gestes(depot: Depot, ready: bool) -> tuple[bool, bool, bool]:
    """What was pressed: see what would change, accept all, accept the valid lines."""
    whole = depot.est_sans_faute
    with st.container(horizontal=True):
        preview = st.button("Voir ce qui changerait", key="apercu", disabled=not depot.nb_valides)
        accept = st.button("Accepter tout", type="primary", key="accepter", disabled=not (ready and whole))
        partial = st.button(
            f"Accepter les lignes valides ({nombre(depot.nb_valides)})",
            key="accepter-valides",
            disabled=not ready or whole or not depot.nb_valides,
        )
        if st.button("Déposer un autre fichier", type="tertiary", key="autre"):
            _fermer()
    return preview, accept, partial


def _motif(depot: Depot) -> str | None:
    """Why a file already accepted would count again; empty for a new one, None while nobody said why."""
    known = depots.fichiers_acceptes()
    again = [f.nom for f in depot.fichiers if f.sha256 in known]
    if not again:
        return ""
    names = enumeration([f"« {citer(name)} »" for name in again])
    asked = f"Pourquoi compter de nouveau {names}, déjà accepté octet pour octet ? (obligatoire)"
    return st.text_input(asked, key="motif-reprise", max_chars=300).strip() or None


def _fermer() -> None:
    st.query_params.pop(DEPOT.nom, None)
    st.rerun()
