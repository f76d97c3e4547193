"""What only a printed page needs: where it comes from, said in full at its head."""

import streamlit as st

from ti_dashboard.filters import Filtres
from ti_dashboard.queries.options import arretes
from ti_dashboard.store import Publication


def entete(publication: Publication, choix: Filtres) -> None:
    """Hidden on the screen, where the banner and the footer say the same (``impression.css``)."""
    arrete = next(a for a in arretes(publication) if a.arrete_id == choix.arrete)
    words = ["Tableau de bord Territoires d'industrie", f"arrêté du {arrete.etiquette}, {arrete.libelle}"]
    words.append(f"empreinte {arrete.empreinte}")
    if arrete.est_demonstration:
        words.append("**Données de démonstration**")
    with st.container(key="impression-entete"):
        st.markdown(" · ".join(words))
