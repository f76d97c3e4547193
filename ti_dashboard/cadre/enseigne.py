"""The name and the logo of the service: those of its theme, or the programme's name alone."""

import streamlit as st

from ti_dashboard.service import habit

NOM = "Territoires d'industrie"


def nom() -> str:
    return habit.lire().nom or NOM


def dessiner() -> None:
    worn = habit.lire()
    if worn.logo:
        content = worn.fichiers[worn.logo]
        st.logo(content.decode("utf-8") if worn.logo.endswith(".svg") else content, size="large")
