"""Search over the decisions of all séances: those that are late come first, each with its screen and its due date."""

from datetime import date
from functools import partial

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.comite.recherche_de_decisions import SITUATIONS, Recherche, chercher, responsables
from ti_dashboard.ecrans.seance.tableaux import lister, situation
from ti_dashboard.exports.echeance_en_agenda import GENRE, echeance
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.live import seances
from ti_dashboard.live.conclusions import GENRES
from ti_dashboard.live.decisions import Decision
from ti_dashboard.questions.contexte import Contexte

MONTREES = 30
TOUS, TOUTES = "Tous", "Toutes"


def dessiner(contexte: Contexte) -> None:
    today = horloge.aujourd_hui()
    every = lister(contexte, today)
    if not every:
        return
    titles = {one.code: one.titre for one in seances.lister(magasin())}
    st.header("Chercher dans les décisions de toutes les séances", anchor="recherche")
    asked = _demander(every)
    if asked == Recherche():
        return
    found = chercher(every, asked, today, titles)
    st.markdown(f"**{accord(len(found), 'décision trouvée', 'décisions trouvées')}** sur {nombre(len(every))}.")
    for one in found[:MONTREES]:
        _ligne(one, titles.get(one.seance_code, ""), today)
    if len(found) > MONTREES:
        more = accord(len(found) - MONTREES, "autre", "autres")
        st.markdown(f"Et {more} : précisez la recherche, ou téléchargez le relevé.")


def _demander(every: list[Decision]) -> Recherche:
    with st.container(horizontal=True, gap="small"):
        words = st.text_input(
            "Mots", key="recherche_mots", max_chars=200, help="Sans accents, dans n'importe quel ordre"
        )
        who = st.selectbox("Responsable", [TOUS, *responsables(every)], key="recherche_responsable")
        kind = st.selectbox(
            "Genre", [TOUS, *GENRES], key="recherche_genre", format_func=lambda key: GENRES.get(key, key)
        )
        state = st.selectbox(
            "Situation",
            [TOUTES, *SITUATIONS],
            key="recherche_situation",
            format_func=lambda key: SITUATIONS.get(key, key),
        )
    return Recherche(words, *("" if one in (TOUS, TOUTES) else one for one in (who, kind, state)))


def _ligne(one: Decision, title: str, today: date) -> None:
    state = situation(one, today)
    badge = {"en retard": "red", "ouverte": "blue"}.get(state, "gray")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        charge = f"{citer(one.charge)} · " if one.charge else ""
        st.markdown(
            f":{badge}-badge[{citer(state)}] {citer(GENRES[one.genre])} : **{citer(one.texte)}** · {charge}"
            f"{citer(title)}, le {jour(horloge.jour_note(one.cree_le))}"
        )
        st.button(
            "Revoir l'écran",
            key=f"cherche_{one.decision_id}",
            on_click=suivi.aller,
            args=(one.adresse,),
            help=f"Revoir l'écran : {citer(one.texte)}",
        )
        if one.echeance and one.statut == "ouverte":
            st.download_button(
                "Agenda (.ics)",
                data=partial(echeance, one.decision_id, one.texte, one.responsable, one.echeance, title),
                file_name=f"echeance-{one.decision_id}.ics",
                mime=GENRE,
                key=f"ics_{one.decision_id}",
                on_click="ignore",
                type="tertiary",
                help=f"Mettre l'échéance à mon agenda : {citer(one.texte)}",
            )
