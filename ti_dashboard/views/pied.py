"""The footer: version, hash of the arrêté, licence, accessibility."""

import streamlit as st

from ti_dashboard import VERSION
from ti_dashboard.filters import Filtres
from ti_dashboard.queries.options import arretes
from ti_dashboard.store import Publication

ATTRIBUTION = (
    "ANCT, programme Territoires d'industrie (Licence Ouverte 2.0) · INSEE, code officiel géographique, et DGCL, via "
    "@etalab/decoupage-administratif (Licence Ouverte) · © IGN ADMIN EXPRESS (Licence Ouverte 2.0)"
)


def dessiner(publication: Publication, choix: Filtres) -> None:
    arrete = next(a for a in arretes(publication) if a.arrete_id == choix.arrete)
    st.caption(
        f"Version {VERSION} · arrêté {arrete.etiquette}, empreinte {arrete.empreinte[:16]} · "
        f"code sous licence MIT · {ATTRIBUTION} · Accessibilité : partiellement conforme"
    )
