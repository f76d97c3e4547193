"""Where a closed séance is replayed, on its page: to watch, or to keep."""

import streamlit as st

from ti_dashboard.acces.actions import CONSULTER
from ti_dashboard.cadre.personne import peut
from ti_dashboard.composants.planche import racine
from ti_dashboard.langue.citation import relier_ici
from ti_dashboard.live.seances import Seance


def proposer(seance: Seance) -> None:
    if not peut(CONSULTER):
        return
    place = f"{racine()}/rejeu/{seance.code}"
    st.header("Rejeu", anchor="rejeu")
    st.markdown(
        f"Ce que la salle a vu, à son rythme ou plus vite : {relier_ici('regarder le rejeu', place)}, ou "
        f"{relier_ici('garder le fichier', f'{place}/fichier')}, qui se lit sans réseau et sans serveur."
    )
