"""What the deployment says of itself, drawn: each line filled, or who has to fill it."""

import streamlit as st

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.langue.citation import citer
from ti_dashboard.service import declaration
from ti_dashboard.service.mentions import ServiceDeclare
from ti_dashboard.service.mentions_ecrites import PageEcrite


def lire() -> ServiceDeclare:
    """What is declared; a file that cannot be read says its faults above the page, and fills nothing."""
    try:
        return declaration.lire()
    except ServiceIllisible as refusal:
        st.error("\n".join(f"- {citer(fault)}" for fault in refusal.fautes))
        return ServiceDeclare()


def dessiner(page: PageEcrite) -> None:
    st.title(citer(page.titre), anchor=False)
    for section in page.sections:
        if section.titre:
            (st.subheader if section.est_partie else st.header)(citer(section.titre), anchor=False)
        st.markdown(section.texte)
