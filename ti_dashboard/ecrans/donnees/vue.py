"""The Données page: its leaves, one at a time, named in the address."""

import streamlit as st

from ti_dashboard.cadre import volets
from ti_dashboard.ecrans.donnees import (
    tableaux_rattachement,
    vue_arretes,
    vue_attente,
    vue_corrections,
    vue_demandes,
    vue_depot,
    vue_formats,
    vue_journal,
    vue_rapprochement,
)
from ti_dashboard.ecrans.donnees.blocs_premiers_pas import ATTENDENT
from ti_dashboard.ecrans.donnees.parametres import VOLET
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.questions.contexte import Contexte

DESSINS = (
    vue_depot.dessiner,
    vue_rapprochement.dessiner,
    vue_arretes.dessiner,
    vue_corrections.dessiner,
    vue_formats.dessiner,
    vue_journal.dessiner,
)


def dessiner(contexte: Contexte) -> None:
    st.title("Données", anchor=False)
    waiting = vue_attente.en_attente(contexte)
    by_hand = tableaux_rattachement.en_attente(contexte.publication)
    told = [
        f"{accord(len(waiting), *ATTENDENT)}." if waiting else "Aucun dépôt n'attend d'être publié.",
        *(
            [f"{accord(len(by_hand), 'rattachement à la main attend', 'rattachements à la main attendent')} de l'être."]
            if by_hand
            else []
        ),
        citer(tableaux_rattachement.restants_en_mots(contexte.publication)),
    ]
    st.markdown(f"Publication affichée : **{citer(contexte.publication.publication_id)}**. {' '.join(told)}")
    vue_demandes.dessiner()
    volets.dessiner(contexte, VOLET, DESSINS)
