"""Declaration of accessibility (RGAA 4.1): what was checked, what falls short."""

import streamlit as st


def declaration() -> None:
    st.title("Accessibilité : partiellement conforme", anchor=False)
    st.markdown(
        """
Ce tableau de bord n'a pas encore fait l'objet d'un audit complet selon le référentiel général d'amélioration de
l'accessibilité (RGAA 4.1). Il est donc déclaré **partiellement conforme**, sur la foi des vérifications ci-dessous.

**Ce qui est vérifié à chaque version, par des essais automatiques dans un navigateur**

- la langue de la page est déclarée ;
- la carte s'atteint et se parcourt au clavier : tabulation pour y entrer, flèches pour passer d'un territoire à son
  voisin, Entrée pour ouvrir sa fiche ; le territoire atteint et sa valeur sont annoncés ;
- chaque graphique a une description et un tableau équivalent ;
- la couleur n'est jamais seule à porter une information ; l'inconnu est hachuré et nommé ;
- le contraste du texte est d'au moins 4,5 pour 1 ;
- à 390 pixels de large, rien ne déborde.

**Ce qui n'est pas conforme ou reste à vérifier**

- certains libellés internes des listes déroulantes du cadre Streamlit sont en anglais pour les lecteurs d'écran ;
- les lecteurs d'écran du marché n'ont pas été essayés un par un.

Pour signaler une difficulté, écrivez à l'équipe qui vous a donné accès à ce tableau de bord. Sans réponse, vous pouvez
saisir le Défenseur des droits.
"""
    )
