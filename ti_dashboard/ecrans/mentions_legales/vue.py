"""The legal notices: from the file of the service alone; the code and the data say their own licences."""

import streamlit as st

from ti_dashboard.cadre import mentions_dites

OBJET = (
    "Mentions prévues par la loi n° 2004-575 du 21 juin 2004 pour la confiance dans l'économie numérique. Ce que "
    "l'administration qui ouvre ce service n'a pas encore rempli est dit « à renseigner »."
)
PROPRIETE = """
- Le code du tableau de bord est sous licence MIT.
- Les données gardent la licence de leurs producteurs, dite au bas de chaque page et dans la notice de chaque fichier
  téléchargé ; les données de démonstration le disent sur chaque écran.
- Un chiffre repris d'ici se cite avec son arrêté et son sceau, qui sont au bas de la page.
"""


def dessiner() -> None:
    st.title("Mentions légales", anchor=False)
    st.markdown(OBJET)
    service = mentions_dites.lire()
    for title, part in (
        ("Éditeur", service.editeur),
        ("Hébergement", service.hebergeur),
        ("Contact", service.contact),
    ):
        st.header(title, anchor=False)
        mentions_dites.dire(part)
    st.header("Propriété et réemploi", anchor=False)
    st.markdown(PROPRIETE)
