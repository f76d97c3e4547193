"""The least a Streamlit page can do, one list and one number that follows it: what a rerun costs, bare."""

import streamlit as st

from tests.bench import donnees

st.set_page_config(page_title="Territoires d'industrie", layout="wide")


@st.cache_data
def lire():
    return list(donnees.options(donnees.charger())["region"])


regions = st.multiselect("Région", lire())
st.metric("Régions choisies", len(regions))
