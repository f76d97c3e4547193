"""Declaration of accessibility (RGAA 4.1): what the law asks to say, and nothing that an audit has not established."""

import streamlit as st

from ti_dashboard.cadre.pied import ACCESSIBILITE

ETABLIE = (
    "Déclaration établie le 26/11/2026, en application de l'article 47 de la loi n° 2005-102 du 11 février 2005. Elle "
    "s'applique au tableau de bord Territoires d'industrie, toutes pages comprises."
)
SECTIONS = {
    "État de conformité": f"""
Ce tableau de bord est **{ACCESSIBILITE}** avec le référentiel général d'amélioration de l'accessibilité (RGAA 4.1) :
**aucun audit de conformité n'a été fait**, et sans audit aucun taux ne peut être donné.
""",
    "Contenus non accessibles connus": """
- des libellés internes du cadre Streamlit peuvent être en anglais pour les lecteurs d'écran ;
- quelques tableaux des pages Données, Ingénierie (préparer une décision), Méthode et Séance sont dessinés dans une
  image (« canvas ») : leur équivalent pour les lecteurs d'écran est celui de Streamlit, il n'a pas été évalué ; les
  téléchargements CSV et XLSX en donnent le contenu là où ils sont proposés ;
- la grille se réorganise, mais le zoom du texte à 200 % n'a pas été vérifié page par page ;
- les lecteurs d'écran du marché n'ont pas été essayés.

Aucune dérogation pour charge disproportionnée n'est invoquée.
""",
    "Ce que vérifient des essais automatiques": """
Dans un navigateur, à chaque version ; ils ne valent pas un audit :

- la langue de la page est déclarée ; des liens d'évitement mènent aux chiffres et à la carte ;
- la carte s'atteint et se parcourt au clavier : tabulation pour y entrer, flèches pour passer d'un territoire à son
  voisin, Entrée pour ouvrir sa fiche ; le territoire atteint et sa valeur sont annoncés ;
- chaque graphique a une description et un tableau équivalent ;
- l'inconnu est hachuré et nommé ;
- à 390 pixels de large, rien ne déborde de la page.
""",
    "Retour d'information et contact": """
Si un contenu ou un service vous est inaccessible, écrivez à l'équipe qui vous a donné accès à ce tableau de bord : elle
doit vous orienter vers une solution accessible ou vous donner le contenu sous une autre forme. L'adresse de contact
n'est pas encore publiée ici : l'administration qui ouvre le service doit la compléter.
""",
    "Voies de recours": """
Si vous avez signalé un défaut d'accessibilité qui vous empêche d'accéder à un contenu et que vous n'avez pas reçu de
réponse satisfaisante, vous pouvez :

- écrire au Défenseur des droits, par son formulaire en ligne (formulaire.defenseurdesdroits.fr) ;
- contacter le délégué du Défenseur des droits dans votre région ;
- envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
""",
}


def declaration() -> None:
    st.title(f"Accessibilité : {ACCESSIBILITE}", anchor=False)
    st.markdown(ETABLIE)
    for title, text in SECTIONS.items():
        st.header(title, anchor=False)
        st.markdown(text)
