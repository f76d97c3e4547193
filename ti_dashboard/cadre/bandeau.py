"""The banner: which arrêté is shown, that data are a demonstration; on a wall, the filters as removable chips.

Elsewhere the boxes say what they hold, and let it go: the same words under them would only take a line.
"""

import streamlit as st

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre.corrections import arretes_corriges
from ti_dashboard.cadre.courant import adresse_demandee
from ti_dashboard.composants.bandeau import bandeau
from ti_dashboard.composants.messages import Passage
from ti_dashboard.composants.planche import racine
from ti_dashboard.compositions import pages_composees, planches_gardees
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.langue.citation import citer
from ti_dashboard.magasin.guichet import Service
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import mention

CLE = "bandeau"
# Before what is said of a word of the address.
MARQUE_ADRESSE = ":orange-badge[Adresse]"


def dessiner(contexte: Contexte, service: Service, avec_puces: bool) -> None:
    """The line of the arrêté, and which screen this run shows; ``avec_puces``: there are no boxes on this screen."""
    page = trouver(contexte.fichier)
    told = Passage(
        racine=racine(),
        empreinte=empreinte(service) if contexte.fichier in pages_composees() else "",
        page=contexte.fichier,
        adresse=adresse_vue(contexte),
        mots=planches_gardees.mots_suivis(contexte.fichier),
        corriges=arretes_corriges(),
        bandeau=planches_gardees.bandeau(contexte),
        avec_puces=avec_puces,
        dit_tout_en_planches=page is not None and page.dit_tout_en_planches,
    )
    bandeau(told, CLE)
    if service.avertissement:
        st.warning(citer(service.avertissement))


def adresse_vue(contexte: Contexte) -> str:
    """The query of this screen in its one form, as ``PageComposee`` says it."""
    return planches_gardees.adresse(contexte, adresse_demandee())


def dire_ce_qui_manque(contexte: Contexte) -> None:
    """Under the line of the arrêté: what open data lack, who holds it, how far they go."""
    if told := mention(contexte.publication, contexte.choix):
        st.caption(citer(told))
