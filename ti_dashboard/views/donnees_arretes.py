"""Leaf « Arrêtés »: those frozen, what came after the last closing, and the form that freezes one more."""

from datetime import date

import streamlit as st

from ti_dashboard.colonnes import Colonne, en_textes
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord, jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.views import atelier

ARRETES = (
    Colonne("numero", "N°", "entier"),
    Colonne("arrete_id", "Date", "jour"),
    Colonne("libelle", "Nom"),
    Colonne("date_cloture", "Clôture", "jour"),
    Colonne("auteur", "Arrêté par", absent="repris des sources"),
    Colonne("empreinte", "Empreinte (SHA-256)"),
)
APRES = (
    Colonne("emetteur", "Émetteur"),
    Colonne("fichier", "Fichier"),
    Colonne("feuille", "Feuille"),
    Colonne("nature", "Nature"),
    Colonne("date_reception", "Reçu le", "jour"),
    Colonne("date_connaissance", "Compte à partir du", "jour"),
    Colonne("nb_lignes", "Lignes nouvelles", "entier"),
    Colonne("nb_corrigees", "Dont corrections", "entier"),
    Colonne("nb_retirees", "Retraits", "entier"),
)
PHASES = {"Phase I": 1, "Phase II": 2}


def dessiner(contexte: Contexte) -> None:
    rows = poser(contexte.publication, "arretes")
    st.header("Arrêtés", anchor="arretes")
    st.markdown("Un arrêté ne change jamais. Choisissez sa date dans le filtre « Arrêté » pour le revoir au centime.")
    st.dataframe(en_textes(ARRETES, rows), hide_index=True, alt="Arrêtés, leur clôture et leur empreinte")
    _apres_cloture(contexte)
    if atelier.peut_ecrire():
        _arreter()


def _apres_cloture(contexte: Contexte) -> None:
    st.header("Après clôture", anchor="apres-cloture")
    rows = poser(contexte.publication, "apres_cloture")
    if not rows:
        st.markdown("Rien n'est arrivé depuis la dernière clôture.")
        return
    st.markdown(
        f"{accord(len(rows), 'feuille publiée')} dans le registre, qu'aucun arrêté ne compte encore : "
        "les pages ne les montrent pas avant le prochain arrêté."
    )
    st.dataframe(en_textes(APRES, rows), hide_index=True, alt="Feuilles reçues après la dernière clôture")


def _arreter() -> None:
    st.header("Arrêter l'état actuel", anchor="arreter")
    author = atelier.demander_auteur()
    left, middle, right = st.columns(3)
    day = left.date_input("Date du comité", value="today", format="DD/MM/YYYY", key="arreter-date")
    closing = middle.date_input(
        "Clôture : dernier jour de réception retenu", value="today", max_value=date.today(), format="DD/MM/YYYY",
        key="arreter-cloture",
    )  # fmt: skip
    phase = right.selectbox("Phase ouverte à l'écran", list(PHASES), index=1, key="arreter-phase")
    name = st.text_input("Nom du comité", key="arreter-nom", placeholder=f"Comité de pilotage national du {jour(day)}")
    if st.button("Arrêter, pour toujours", type="primary", disabled=not name.strip(), key="arreter"):
        words = [day.isoformat(), "--libelle", name, "--cloture", closing.isoformat(), "--phase", str(PHASES[phase])]
        if atelier.executer("Arrêté", "arreter", *words, auteur=author) is not None:
            st.rerun()
