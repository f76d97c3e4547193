"""What only a printed page needs: where it comes from, said in full at its head."""

import streamlit as st

from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import mention


def entete(contexte: Contexte) -> None:
    """Hidden on the screen, where the banner and the footer say the same (``impression.css``)."""
    arrete = contexte.arrete
    words = ["Tableau de bord Territoires d'industrie", f"arrêté du {citer(arrete.etiquette)}, {citer(arrete.libelle)}"]
    words.append(f"sceau {citer(arrete.recette)} {citer(arrete.empreinte)}")
    if arrete.est_demonstration:
        words.append("**Données de démonstration**")
    if told := mention(contexte.publication, contexte.choix):
        words.append(f"**{citer(told)}**")
    with st.container(key="impression-entete"):
        st.markdown(" · ".join(words))
