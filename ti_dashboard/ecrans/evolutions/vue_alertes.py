"""Leaf « Alertes »: counted tiles, editable thresholds, and the rows behind, each opening its sheet."""

from collections import Counter

import streamlit as st

from ti_dashboard.cadre import absence, projet, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.composants.planche import planche
from ti_dashboard.ecrans.evolutions import blocs_alertes
from ti_dashboard.ecrans.evolutions.parametres import SEUILS, SIGNAL
from ti_dashboard.ecrans.evolutions.tableaux import COLONNES_ALERTES, SIGNAUX, retenues, suivis
from ti_dashboard.langue.formats import accord, jour, jours
from ti_dashboard.planche import portee
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.alertes import Alerte, Seuils, alertes, tues
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever

CLE = "alertes"


def dessiner(contexte: Contexte) -> None:
    projet.dessiner(contexte)
    board = st.container()
    thresholds = _seuils()
    found = alertes(contexte.publication, contexte.choix, thresholds)
    with board:
        planche(
            portee.reserver(composer(contexte, thresholds, found, signal()), contexte.choix), key=CLE, on_geste=_suivre
        )
    if found:
        _liste(contexte, thresholds)


def composer(contexte: Contexte, seuils: Seuils, found: tuple[Alerte, ...], actif: str | None) -> Ecran:
    """The board as one message."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui demande une question au {jour(choix.arrete)} ?", words)
    if choix.arrete not in relever(contexte.publication, choix):
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {words}.")
        return signer(screen)
    counts = Counter(a.genre for a in found)
    rules = blocs_alertes.regles(seuils.jours, seuils.mois, seuils.echelon)
    silent = tues(contexte.publication, choix)
    screen["blocs"] = [blocs_alertes.signaux(choix, counts, rules, actif, suivis(found), silent)]
    return signer(screen)


def signal() -> str | None:
    """The kind the address keeps, if any."""
    asked = st.query_params.get(SIGNAL.nom)
    return asked if asked in GENRES else None


def _suivre() -> None:
    """A tile keeps its kind; the tile already kept gives all of them back."""
    chosen = str((st.session_state[CLE]["geste"] or {}).get("id"))
    if chosen == signal():
        st.query_params.pop(SIGNAL.nom, None)
    elif chosen in GENRES:
        st.query_params[SIGNAL.nom] = chosen


def _seuils() -> Seuils:
    """The thresholds of the address; a default is left out of it, and said."""
    defaults = Seuils()
    columns = st.columns([1, 1, 1, 2], vertical_alignment="bottom")
    values = {
        name: column.number_input(
            label, low, high, value=getattr(defaults, name), key=name, bind="query-params", step=1, placeholder=label
        )
        for column, (name, (label, low, high)) in zip(columns, SEUILS.items(), strict=False)
    }
    columns[3].caption(
        f"Par défaut : {jours(defaults.jours)}, {accord(defaults.mois, 'mois', 'mois')} et "
        f"{accord(defaults.echelon, 'mois', 'mois')}. L'adresse retient vos seuils."
    )
    return Seuils(**{name: value or getattr(defaults, name) for name, value in values.items()})


def _liste(contexte: Contexte, thresholds: Seuils) -> None:
    kind = signal()
    mots = {name: [str(getattr(thresholds, name))] for name in SEUILS} | {SIGNAL.nom: [kind or ""]}
    kept = retenues(contexte, mots)
    screen = vierge("", "")
    columns = [c for c in COLONNES_ALERTES if kind is None or c.cle != "genre_dit"]
    words = (GENRES[kind].libelle, GENRES[kind].unite) if kind else ("Tous les signaux", ("signal", "signaux"))
    screen["blocs"] = [blocs_alertes.liste(words[0], columns, kept, suivis(kept), words[1])]
    dessiner_planche(contexte, signer(screen), "alertes-lignes")
    telechargements.boutons(SIGNAUX, contexte, mots)
