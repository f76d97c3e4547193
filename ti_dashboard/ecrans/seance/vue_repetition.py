"""The rehearsal: one line a step, what is ready, what to look at, what to mend."""

from collections import Counter

import streamlit as st

from ti_dashboard.adresse.gardee import en_etiquettes
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.ecrans.seance.repetition import Gravite, LigneRepetee, repeter
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.live import attendus, etapes, pieces
from ti_dashboard.live.seances import Seance
from ti_dashboard.questions.contexte import Contexte

MARQUES = {
    Gravite.PRET: ":green-badge[Prêt]",
    Gravite.VOIR: ":orange-badge[À voir]",
    Gravite.CORRIGER: ":red-badge[À corriger]",
}


def dessiner(contexte: Contexte, seance: Seance) -> None:
    store = magasin()
    agenda = etapes.lister(store, seance.code)
    lines = repeter(
        contexte.publication,
        seance,
        agenda,
        pieces.lister(store, seance.code),
        attendus.lister(store, seance.code),
    )
    st.header(_bilan(lines), anchor=False)
    for rank, line in enumerate(lines):
        _ligne(contexte, rank, line)


def _bilan(lines: list[LigneRepetee]) -> str:
    counts = Counter(line.gravite for line in lines)
    said = [accord(counts[g], *words) for g, words in _MOTS.items() if counts[g]]
    return f"Répétition : {enumeration(said)}"


_MOTS = {
    Gravite.CORRIGER: ("ligne à corriger", "lignes à corriger"),
    Gravite.VOIR: ("à voir", "à voir"),
    Gravite.PRET: ("prête", "prêtes"),
}


def _ligne(contexte: Contexte, rank: int, line: LigneRepetee) -> None:
    said = " ; ".join(citer(one.dit) for one in sorted(line.constats, key=lambda one: -one.gravite))
    name = "La séance" if line.etape is None else citer(f"{rank}. {line.etape.titre}")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{MARQUES[line.gravite]} **{name}**{f' · {said}' if said else ''}")
        if line.etape is not None:
            st.button(
                "Voir l'écran",
                key=f"repeter_{line.etape.etape_id}",
                type="tertiary",
                help=f"Voir l'écran de l'étape {name}",
                on_click=suivi.aller,
                args=(en_etiquettes(line.etape.adresse, contexte.vocabulaire),),
            )
