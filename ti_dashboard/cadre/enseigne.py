"""The name and the logo of the service: those of its theme, or the programme's name alone."""

import streamlit as st

from ti_dashboard.service import habit
from ti_dashboard.service.images import en_svg

NOM = "Territoires d'industrie"


def nom() -> str:
    return habit.lire().nom or NOM


def dessiner() -> None:
    worn = habit.lire()
    if worn.logo:
        st.logo(en_svg(worn.logo, worn.fichiers[worn.logo]), size="large")
