"""The footer: version, hash of the arrêté, licence, accessibility."""

import streamlit as st

from ti_dashboard import VERSION
from ti_dashboard.contexte import Contexte
from ti_dashboard.views.accessibilite import ETAT

ATTRIBUTION = (
    "ANCT, programme Territoires d'industrie (Licence Ouverte 2.0) · INSEE, code officiel géographique, et DGCL, via "
    "@etalab/decoupage-administratif (Licence Ouverte) · © IGN ADMIN EXPRESS (Licence Ouverte 2.0)"
)


def dessiner(contexte: Contexte) -> None:
    arrete = contexte.arrete
    st.caption(
        f"Version {VERSION} · arrêté {arrete.etiquette}, sceau {arrete.empreinte[:16]} · "
        f"code sous licence MIT · {ATTRIBUTION} · Accessibilité : {ETAT}"
    )
