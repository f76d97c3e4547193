"""The declaration of accessibility, drawn; what could not be read is said above it."""

import streamlit as st

from ti_dashboard.cadre import mentions_dites
from ti_dashboard.ecrans.accessibilite import rgaa
from ti_dashboard.ecrans.accessibilite.page_de_la_declaration import page
from ti_dashboard.ecrans.accessibilite.rgaa import CritereRgaa


def declaration() -> None:
    mentions_dites.dessiner(page(mentions_dites.lire().accessibilite, _criteres()))


def _criteres() -> list[CritereRgaa]:
    try:
        return rgaa.criteres()
    except FileNotFoundError:
        st.error("La liste des critères (docs/accessibilite/rgaa.csv) n'est pas installée avec ce service.")
        return []
