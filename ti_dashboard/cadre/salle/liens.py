"""The addresses handed to somebody elsewhere."""

from urllib.parse import urlsplit

import streamlit as st

from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.cadre.parametres import ANIMER, SUIVRE
from ti_dashboard.composants.planche import racine


def lien(parametre: Parametre, valeur: str) -> str:
    """The address to hand to somebody else: with a code to follow, with a key to present."""
    return lien_du_service(f"/?{parametre.nom}={valeur}")


def lien_du_telephone(code: str) -> str:
    """What a telephone photographs: the page of the room that is made for it, and needs no session."""
    return lien_du_service(f"/salle?{SUIVRE.nom}={code}")


def du_pupitre(code: str) -> str:
    """For this browser, which has the key of the séance."""
    return lien_du_service(f"/pupitre?{ANIMER.nom}={code}")


def du_mur(code: str) -> str:
    return lien_du_service(f"/mur?{SUIVRE.nom}={code}")


def lien_du_service(adresse: str) -> str:
    """An address of this service as somebody elsewhere opens it."""
    place = urlsplit(st.context.url or "")
    return f"{place.scheme}://{place.netloc}{racine()}{adresse}"
