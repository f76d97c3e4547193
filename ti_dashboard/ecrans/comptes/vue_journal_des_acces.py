"""Leaf « Journal des accès »: who came in, what was written in the live store, from where; the latest first."""

import streamlit as st

from ti_dashboard.cadre.personne import magasin
from ti_dashboard.langue.formats import accord, instant
from ti_dashboard.live import journal
from ti_dashboard.questions.contexte import Contexte

MONTRES = 500


def dessiner(_contexte: Contexte) -> None:
    entries = journal.lire(magasin())[::-1]
    st.header(f"Journal : {accord(len(entries), 'ligne')}", anchor=False)
    if len(entries) > MONTRES:
        st.markdown(f"Les {MONTRES} dernières sont montrées ; « journal --exporter » donne tout.")
    st.dataframe(
        [
            {
                "Quand": instant(one.instant),
                "Geste": one.geste.replace("_", " "),
                "Par": one.auteur,
                "Compte": str(one.compte_id or "—"),
                "D'où": one.origine or "—",
                "Objet": one.objet,
            }
            for one in entries[:MONTRES]
        ],
        hide_index=True,
        alt="Gestes écrits en séance et sur les comptes, le dernier en haut",
    )
