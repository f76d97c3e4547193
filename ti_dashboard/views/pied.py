"""The footer: version, hash of the arrêté, licence, accessibility."""

import streamlit as st

from ti_dashboard import VERSION
from ti_dashboard.citation import citer
from ti_dashboard.contexte import Contexte
from ti_dashboard.queries.ouvertes import attribution
from ti_dashboard.views.accessibilite import ETAT


def dessiner(contexte: Contexte) -> None:
    arrete, named = contexte.arrete, attribution(contexte.publication, contexte.choix)
    st.caption(
        f"Version {VERSION} · arrêté {arrete.etiquette}, sceau {arrete.empreinte[:16]} · "
        f"code sous licence MIT · {citer(named)} · Accessibilité : {ETAT}"
    )
