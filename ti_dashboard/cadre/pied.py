"""The footer: version, hash of the arrêté, licence, accessibility."""

import streamlit as st

from ti_dashboard import VERSION
from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import attribution

# Of accessibility: nothing that an audit has not established.
ACCESSIBILITE = "non conforme"


def dessiner(contexte: Contexte) -> None:
    arrete, named = contexte.arrete, attribution(contexte.publication, contexte.choix)
    st.caption(
        f"Version {VERSION} · arrêté {citer(arrete.etiquette)}, sceau {citer(arrete.empreinte[:16])} · "
        f"code sous licence MIT · {citer(named)} · Accessibilité : {ACCESSIBILITE}"
    )
