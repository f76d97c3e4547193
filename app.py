"""ASGI assembly: the Streamlit script, and what the server adds around it. No domain code here."""

import streamlit as st
from starlette.middleware import Middleware

from ti_dashboard import journal_serveur
from ti_dashboard.serveur import (
    animation,
    contact_securite,
    ecrans_servis,
    evenements,
    gestes_de_salle,
    habillage,
    modules,
    mur_servi,
    page_du_pupitre,
    pieces_servies,
    reglages,
    rejeu_servi,
    ressources,
    sante,
    telephone,
)
from ti_dashboard.serveur.adresses import PagesConnues
from ti_dashboard.serveur.compression import Compression
from ti_dashboard.serveur.demarrage import duree_de_vie
from ti_dashboard.serveur.descripteurs import PlaceLibre
from ti_dashboard.serveur.incidents import on_script_error
from ti_dashboard.serveur.noms_des_temoins import NomsDesTemoins
from ti_dashboard.serveur.page import PageFrancaise, Precharges
from ti_dashboard.serveur.portier import Portier
from ti_dashboard.serveur.refus_dits import RefusDits
from ti_dashboard.serveur.requetes import Requetes
from ti_dashboard.serveur.securite import Securite
from ti_dashboard.serveur.traduction import MotsFrancais

journal_serveur.installer()
habillage.preparer()

# The first middleware is the outermost: headers on every response, compression of the page once rewritten.
app = st.App(
    "ti_dashboard/frame.py",
    routes=sante.routes()
    + contact_securite.routes()
    + ressources.routes()
    + ecrans_servis.routes()
    + evenements.routes()
    + animation.routes()
    + gestes_de_salle.routes()
    + mur_servi.routes()
    + page_du_pupitre.routes()
    + pieces_servies.routes()
    + telephone.routes()
    + rejeu_servi.routes()
    + habillage.routes(),
    middleware=[
        Middleware(Requetes),
        Middleware(Securite),
        Middleware(RefusDits),
        Middleware(PlaceLibre),
        Middleware(NomsDesTemoins),
        Middleware(Portier, portes=reglages.portes()),
        Middleware(animation.CleHorsAdresse),
        Middleware(Compression),
        Middleware(
            PageFrancaise,
            precharges=Precharges(
                premiers=ressources.premiers(),
                feuilles=ressources.premieres_feuilles(),
                suivants=modules.needed_by(modules.ACCUEIL) + ressources.suivants(),
            ),
        ),
        Middleware(PagesConnues),
        Middleware(MotsFrancais),
    ],
    lifespan=duree_de_vie,
    on_script_error=on_script_error,
)
