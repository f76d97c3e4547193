"""The footer: version, hash of the arrêté, licence, accessibility, and what leads to every page."""

import streamlit as st

from ti_dashboard import VERSION
from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre import navigation, qui_est_la
from ti_dashboard.cadre.bandeau import adresse_vue
from ti_dashboard.composants.raccourcis import raccourcis
from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import attribution
from ti_dashboard.service.conformite import mention_affichee

LIEES = ("plan-du-site", "mentions-legales", "confidentialite")


def dessiner(contexte: Contexte) -> None:
    arrete, named = contexte.arrete, attribution(contexte.publication, contexte.choix)
    st.caption(
        f"Version {VERSION} · arrêté {citer(arrete.etiquette)}, sceau {citer(arrete.empreinte[:16])} · "
        f"code sous licence MIT · {citer(named)} · Accessibilité : {citer(mention_affichee())}"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="impression-sans-pied"):
        qui_est_la.dessiner()
        for page in (found for name in LIEES if (found := trouver(name))):
            navigation.lien(page.fichier, citer(page.titre))
        raccourcis(adresse_vue(contexte))
