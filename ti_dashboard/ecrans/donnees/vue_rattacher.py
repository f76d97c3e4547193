"""The form that names the territory of the lines chosen: find it, say why, attach."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ti_dashboard import horloge
from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.geste import PAUSE_DE_FRAPPE
from ti_dashboard.ecrans.donnees import tableaux_rattachement as tableaux
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.programme.colonnes import Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser

CHERCHE, TERRITOIRE, MOTIF = "cherche_territoire_a_la_main", "territoire_a_la_main", "motif_du_rattachement"


def dessiner(contexte: Contexte, chosen: Sequence[Ligne], author: str) -> None:
    left, middle, right = st.columns(3)
    place = _choisir(contexte, left, middle)
    why = right.text_input(
        "Pourquoi (facultatif)", key=MOTIF, max_chars=300, placeholder="Adresse vue sur la convention"
    )
    missing = ["des lignes cochées"] * (not chosen) + ["un territoire"] * (not place)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"Rattacher {citer(tableaux.en_mots(chosen))}" if chosen else "Rattacher"
        asked = st.button(label, type="primary", key="rattacher", disabled=bool(missing))
        if missing:
            st.caption(f"Pour rattacher, il manque {enumeration(missing)}.", width="stretch")
    if asked:
        subjects, phase = sujets(contexte, chosen), str(contexte.choix.phase)
        done = atelier.executer(
            Markdown("Rattachement"),
            "rattacher",
            str(place),
            *subjects,
            auteur=author,
            motif=why.strip(),
            phase=phase,
        )
        atelier.puis_relire(done)


def _choisir(contexte: Contexte, left: DeltaGenerator, middle: DeltaGenerator) -> str | None:
    """The territory chosen among those that answer the words."""
    words = left.text_input(
        "Chercher un territoire, une commune, un membre",
        key=CHERCHE,
        type="search",
        live=PAUSE_DE_FRAPPE,
        placeholder="Aubagne, Oyonnax…",
    )
    names = _territoires(contexte, (words or "").strip())
    return middle.selectbox(
        "Territoire",
        list(names),
        index=None,
        key=TERRITOIRE,
        format_func=names.__getitem__,
        filter_mode="contains",
        placeholder=_trouves(len(names)),
    )


def _territoires(contexte: Contexte, words: str) -> dict[str, str]:
    """Territories of the programme that answer the words, by the name that answers: theirs, a member's, a commune's."""
    phase = contexte.choix.phase
    present = {
        str(row["territoire_id"]): f"{row['nom']} ({row['region']}, {row['territoire_id']})"
        for row in poser(contexte.publication, "territoires_presents", phase=phase, jour=horloge.aujourd_hui())
    }
    if not words:
        return present
    answers = {
        str(row["territoire_id"]): "" if row["genre"] == "territoire" else f", {row['nom_trouve']}"
        for row in poser(contexte.publication, "recherche_territoires", phase=phase, cherche=words)
    }
    return {code: present[code] + found for code, found in answers.items() if code in present}


def _trouves(count: int) -> str:
    return f"Choisir parmi {accord(count, 'territoire')}" if count else "Aucun territoire de ce nom"


def sujets(contexte: Contexte, chosen: Sequence[Ligne]) -> list[str]:
    return [tableaux.sujet(row, contexte.choix.phase).ecrire() for row in chosen]
