"""Leaf « Droits »: the matrix role × action, as the server applies it."""

import streamlit as st

from ti_dashboard.acces.actions import ACTIONS, Action, RoleDAcces
from ti_dashboard.cadre.tableau import tableau
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.questions.contexte import Contexte

COLONNES = (Colonne("dit", "Ce qui se fait"), *(Colonne(role, role.dit.capitalize()) for role in RoleDAcces))
PERIMETRE = "oui, si national"


def dessiner(_contexte: Contexte) -> None:
    st.header("Qui peut faire quoi", anchor=False)
    st.markdown(
        "Le serveur demande ce tableau à chaque geste, chaque adresse et chaque verbe. Un compte peut avoir plusieurs "
        "rôles. Un compte limité à une région ou à un opérateur ne dépose que pour eux, et ne fait rien de ce qui "
        "engage tout le programme."
    )
    rows = [{"dit": action.dit} | {role: _case(action, role) for role in RoleDAcces} for action in ACTIONS]
    tableau("droits", COLONNES, rows, "Droits de chaque rôle")


def _case(action: Action, role: RoleDAcces) -> str:
    if role not in action.roles:
        return "—"
    return PERIMETRE if action.est_nationale else "oui"
