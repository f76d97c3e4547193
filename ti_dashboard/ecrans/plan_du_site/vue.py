"""The map of the site, made of the declaration of the pages: what this reader may open, and what is read there."""

import streamlit as st

from ti_dashboard.adresse.pages import ENTREES, Page
from ti_dashboard.cadre import navigation
from ti_dashboard.langue.citation import citer


def dessiner() -> None:
    st.title("Plan du site", anchor=False)
    st.markdown("Toutes les pages que vous pouvez ouvrir. Chacune garde les filtres que vous avez choisis.")
    for title, pages in _parties().items():
        st.header(citer(title), anchor=False)
        for page in pages:
            name, said = st.columns([1, 6], gap="small", vertical_alignment="center")
            with name:
                navigation.lien(page.fichier, citer(page.titre))
            said.markdown(citer(page.repond_a))


def _parties() -> dict[str, list[Page]]:
    """What the menu gives, by what it is about, then what only other pages lead to."""
    opened = [page for page in ENTREES if navigation.est_utile(page)]
    listed = [page for page in opened if page.est_listee]
    return {
        "Les chiffres du programme": [page for page in opened if page.a_des_chiffres],
        "La séance, la méthode, le service": [page for page in listed if not page.a_des_chiffres],
        "Au bas de chaque page": [page for page in opened if not page.est_listee and not page.a_des_chiffres],
    }
