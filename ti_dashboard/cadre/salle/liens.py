"""The addresses handed to somebody elsewhere."""

from urllib.parse import urlsplit

import streamlit as st

from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.composants.planche import racine


def lien(parametre: Parametre, valeur: str) -> str:
    """The address to hand to somebody else: with a code to follow, with a key to present."""
    return lien_du_service(f"/?{parametre.nom}={valeur}")


def lien_du_service(adresse: str) -> str:
    """An address of this service as somebody elsewhere opens it."""
    place = urlsplit(st.context.url or "")
    return f"{place.scheme}://{place.netloc}{racine()}{adresse}"
