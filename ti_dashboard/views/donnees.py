"""The Données page: its leaves, one at a time, named in the address."""

import streamlit as st

from ti_dashboard.citation import citer
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord
from ti_dashboard.tableaux import rattachement
from ti_dashboard.views import (
    donnees_arretes,
    donnees_attente,
    donnees_corrections,
    donnees_depot,
    donnees_formats,
    donnees_journal,
    donnees_rapprochement,
)

ATTENDENT = ("dépôt accepté attend d'être publié", "dépôts acceptés attendent d'être publiés")
VOLETS = {
    "Déposer": donnees_depot.dessiner,
    "Rapprochement": donnees_rapprochement.dessiner,
    "Arrêtés": donnees_arretes.dessiner,
    "Corrections": donnees_corrections.dessiner,
    "Formats": donnees_formats.dessiner,
    "Journal": donnees_journal.dessiner,
}


def dessiner(contexte: Contexte) -> None:
    st.title("Données", anchor=False)
    waiting = donnees_attente.en_attente(contexte)
    by_hand = rattachement.en_attente(contexte.publication)
    told = [
        f"{accord(len(waiting), *ATTENDENT)}."
        if waiting else "Aucun dépôt n'attend d'être publié.",
        *([f"{accord(len(by_hand), 'rattachement à la main attend', 'rattachements à la main attendent')} de l'être."]
          if by_hand else []),
        citer(rattachement.restants_en_mots(contexte.publication)),
    ]  # fmt: skip
    st.markdown(f"Publication affichée : **{citer(contexte.publication.publication_id)}**. {' '.join(told)}")
    leaf = st.segmented_control(
        "Volet", list(VOLETS), default="Déposer", key="volet", bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    VOLETS[leaf](contexte)
