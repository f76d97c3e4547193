"""The documents of a séance: added and taken away by who presents, read by the room once it may."""

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.composants.planche import racine
from ti_dashboard.ecrans.seance.vue_refus import faire
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer, relier_ici
from ti_dashboard.langue.formats import accord, mio
from ti_dashboard.live import etapes, pieces
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.pieces import Piece
from ti_dashboard.live.seances import Seance

TOUTE = "Toute la séance"
FICHIERS, TOUR = "pieces_fichiers", "pieces_tour"
REFUS = "pieces_refus"


def dessiner(seance: Seance) -> None:
    agenda = etapes.lister(magasin(), seance.code)
    joined = pieces.lister(magasin(), seance.code)
    st.header(accord(len(joined), "document"), anchor=False)
    if not joined:
        st.markdown("Aucun document. La salle lira ceux de la séance, et ceux d'une étape quand elle y est.")
    for one in joined:
        _ligne(one, seance, agenda)
    _joindre(seance, agenda)


def lire(seance: Seance) -> None:
    """Those that the room may read."""
    agenda = etapes.lister(magasin(), seance.code)
    shown = [one for one in pieces.lister(magasin(), seance.code) if pieces.est_visible(one, seance, agenda)]
    if shown:
        st.header("Documents", anchor=False)
        st.markdown("\n".join(f"- {_lien(one)} · {citer(_pour(one, agenda))}" for one in shown))


def _lien(one: Piece) -> str:
    return f"{relier_ici(one.nom, f'{racine()}/pieces/{one.seance_code}/{one.piece_id}')} · PDF, {mio(one.octets)}"


def _pour(one: Piece, agenda: list[Etape]) -> str:
    if one.etape_id is None:
        return "toute la séance"
    rank = next((rank for rank, step in enumerate(agenda, 1) if step.etape_id == one.etape_id), None)
    return f"étape {rank}" if rank else "étape retirée"


def _ligne(one: Piece, seance: Seance, agenda: list[Etape]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        held = (
            "" if seance.est_brouillon or pieces.est_visible(one, seance, agenda) else " :orange-badge[Pas encore lu]"
        )
        st.markdown(f"**{_lien(one)}** · {citer(_pour(one, agenda))}{held}")
        st.button(
            "Retirer",
            key=f"retirer_piece_{one.piece_id}",
            type="tertiary",
            help=f"Retirer le document : {citer(one.nom)}",
            on_click=faire,
            args=(pieces.retirer, magasin(), one.piece_id),
        )


def _joindre(seance: Seance, agenda: list[Etape]) -> None:
    steps = {f"Étape {rank} : {step.titre}": step.etape_id for rank, step in enumerate(agenda, 1)}
    st.subheader("Joindre des documents", anchor=False)
    if message := st.session_state.pop(REFUS, None):
        st.error(citer(message))
    if st.session_state.get("piece_pour") not in (TOUTE, *steps):
        st.session_state["piece_pour"] = TOUTE
    st.selectbox("Pour", (TOUTE, *steps), key="piece_pour")
    # Once they are joined the box is another one, empty.
    files = st.file_uploader(
        "Documents en PDF",
        type=["pdf"],
        accept_multiple_files=True,
        max_upload_size=pieces.OCTETS_MAX // 2**20,
        key=f"{FICHIERS}_{st.session_state.setdefault(TOUR, 0)}",
    )
    st.button(
        "Joindre", key="joindre_pieces", disabled=not files, type="primary", on_click=_ajouter, args=(seance, steps)
    )


def _ajouter(seance: Seance, steps: dict[str, int]) -> None:
    """Those that are documents are joined, whatever the others are."""
    files = st.session_state.get(f"{FICHIERS}_{st.session_state[TOUR]}") or []
    where, refused = st.session_state["piece_pour"], []
    for file in files:
        try:
            pieces.joindre(magasin(), seance.code, file.name, file.getvalue(), steps.get(where))
        except TableauDeBordError as error:
            refused.append(str(error))
    st.session_state[TOUR] += 1
    if refused:
        st.session_state[REFUS] = " ".join(refused)
