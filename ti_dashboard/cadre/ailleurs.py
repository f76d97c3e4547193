"""Where something that is not on this screen is: a button that goes to its arrêté and phase, the other filters kept."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre.filtres import aller_a
from ti_dashboard.compositions import absence
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.filtres import phase_en_mots
from ti_dashboard.questions.contexte import Contexte

# An arrêté and a phase.
Lieu = tuple[date, int]
VOIR = Markdown("Voir")


def presences(rows: Iterable[Ligne]) -> list[Lieu]:
    """Where something is known, from the rows of a question that gives an arrêté and a phase."""
    return [(row["arrete_id"], int(row["phase"])) for row in rows]


def territoires(contexte: Contexte, phase: int | None = None) -> list[Lieu]:
    """Where the programme has territories, the latest first; of one phase when it is given."""
    words = contexte.vocabulaire
    return [
        (day, found)
        for label, (day, _) in words.arretes.items()
        for found in sorted(words.phases[label], reverse=True)
        if phase in (None, found)
    ]


def dire_absence(contexte: Contexte) -> None:
    """Under the banner of a page with figures: the phase has no territory yet, and where it, or the other one, has."""
    words, choix = contexte.vocabulaire, contexte.choix
    page = trouver(contexte.page)
    is_told = page is None or (page.a_des_chiffres and not page.dit_ce_qui_manque)
    if not is_told or choix.phase in words.phases[contexte.arrete.etiquette]:
        return
    known = "connu " if absence.est_tue(choix) else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":orange-badge[{phase_en_mots(choix.phase)}] Aucun territoire {known}au {jour(choix.arrete)}.",
            width="content",
        )
        proposer(contexte, territoires(contexte))


def proposer(contexte: Contexte, lieux: list[Lieu], quoi: Markdown = VOIR) -> None:
    """One button for the nearest place, two when neither the arrêté nor the phase of this screen has it.

    ``quoi`` begins the label: « Voir ce territoire ».
    """
    for day, phase in _proches(contexte, lieux):
        label = next(name for name, (found, _) in contexte.vocabulaire.arretes.items() if found == day)
        st.button(
            f"{quoi} : {phase_en_mots(phase, 'phase')}, arrêté du {citer(label)}",
            key=f"ailleurs-{quoi}-{day}-{phase}",
            type="primary",
            on_click=aller_a,
            args=(contexte.vocabulaire, label, phase),
        )


def _proches(contexte: Contexte, lieux: list[Lieu]) -> list[Lieu]:
    """At the same arrêté, in the same phase at the arrêté nearest in time; else the latest place of all."""
    here = (contexte.choix.arrete, contexte.choix.phase)
    others = [lieu for lieu in lieux if lieu != here]
    same_day = [lieu for lieu in others if lieu[0] == here[0]][:1]
    same_phase = sorted((lieu for lieu in others if lieu[1] == here[1]), key=lambda lieu: abs(lieu[0] - here[0]))[:1]
    return same_day + same_phase or others[:1]
