"""Projets: the board (Q6, Q8), and a searched table served page by page."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ti_dashboard.cadre import hors_filtres, projet, telechargements
from ti_dashboard.cadre.bandeau import MARQUE_ADRESSE
from ti_dashboard.cadre.geste import PAUSE_DE_FRAPPE, dessiner_planche
from ti_dashboard.ecrans.projets import composition_recherche as recherche
from ti_dashboard.ecrans.projets import vue_emplois
from ti_dashboard.ecrans.projets.parametres import PAGE
from ti_dashboard.ecrans.projets.tableaux import CHERCHE, COLONNES, TRI, VUE, VUES, demande, lecture
from ti_dashboard.ecrans.projets.tableaux import LISTE as PROJETS
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, nombre
from ti_dashboard.programme.filtres import PHASES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots, lire

LISTE = recherche.LISTE.cle


def dessiner(contexte: Contexte) -> None:
    projet.dessiner(contexte)
    dessiner_planche(contexte, "projets", {})
    vue_emplois.dessiner(contexte)
    _recherche(contexte)


def _recherche(contexte: Contexte) -> None:
    st.subheader("Chercher un projet", anchor=False)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    words, view = _mots(left), _vue(right)
    _dire_lecture(contexte, VUES[view])
    mots = {CHERCHE: [words], VUE: [view], TRI: [_ordre()]}
    found = recherche.nombre_trouve(contexte, _a_la_page(mots, st.session_state.get(PAGE.nom, 1)))
    hors_filtres.dire_les_projets(contexte, demande(contexte, mots), words, found, {VUE: next(iter(VUES))})
    if not found:
        searched = f" avec « {citer(words)} »" if words else ""
        st.info(
            f"Aucun projet{searched} pour ce choix ({view}) à l'{contexte.choix.arrete_en_mots()}, "
            f"{PHASES[contexte.choix.phase]}."
        )
        return
    _tableau(contexte, mots, found)
    telechargements.boutons(PROJETS, contexte, mots)


def _mots(column: DeltaGenerator) -> str:
    words = column.text_input(
        "Mots de l'intitulé, du territoire, ou identifiant",
        key=CHERCHE,
        bind="query-params",
        type="search",
        live=PAUSE_DE_FRAPPE,
        placeholder="fonderie, hydrogène, p1-00048…",
        on_change=_revenir_au_debut,
    )
    return words or ""


def _vue(column: DeltaGenerator) -> str:
    view = column.segmented_control(
        "Projets montrés",
        list(VUES),
        default="Tous",
        required=True,
        key=VUE,
        bind="query-params",
        on_change=_revenir_au_debut,
    )
    return view or "Tous"


def _dire_lecture(contexte: Contexte, choice: str) -> None:
    """Whose lines the choice speaks of: under an operator filter the others only keep those it has touched."""
    said = lecture(contexte, choice)
    if said:
        st.caption(citer(said))


def _a_la_page(mots: Mots, page: int) -> Mots:
    return {**mots, PAGE.nom: [str(page)]}


def _ordre() -> str:
    """The column all the projects are sorted by, « - » before it when descending: just chosen, or of the address."""
    gesture = (st.session_state.get(LISTE) or {}).get("geste") or {}
    if gesture.get("type") == "tri":
        st.query_params[TRI] = str(gesture.get("id"))
        _revenir_au_debut()
    asked = st.query_params.get(TRI, "")
    return asked if asked.removeprefix("-") in {c.cle for c in COLONNES} else ""


def _revenir_au_debut() -> None:
    if st.session_state.get(PAGE.nom, 1) != 1:
        st.session_state[PAGE.nom] = 1


def _tableau(contexte: Contexte, mots: Mots, found: int) -> None:
    last = recherche.derniere_page(found)
    place = st.container()
    _dire_page(last)
    if _page_demandee() > last:
        st.session_state[PAGE.nom] = last
    page = st.pagination(last, key=PAGE.nom, bind="query-params")
    first, until = (page - 1) * recherche.PAR_PAGE + 1, min(page * recherche.PAR_PAGE, found)
    with place:
        st.markdown(
            f"**{accord(found, 'projet trouvé', 'projets trouvés')}**, {_ordre_en_mots(lire(mots, TRI))} : "
            f"{nombre(first)} à {nombre(until)}"
        )
        dessiner_planche(contexte, LISTE, _a_la_page(mots, page))


def _dire_page(last: int) -> None:
    """A page after the last one is in no list: its widget would take it out of the address without a word."""
    if PAGE.nom not in st.session_state and (asked := _page_demandee()) > last:
        st.markdown(
            f"{MARQUE_ADRESSE} Page inconnue : « {asked} ». La liste a {accord(last, 'page')}, voici la dernière."
        )


def _page_demandee() -> int:
    """What the widget holds; on a first run what the address asks for."""
    return int(st.session_state.get(PAGE.nom) or recherche.page_demandee({PAGE.nom: st.query_params.get_all(PAGE.nom)}))


def _ordre_en_mots(order: str) -> str:
    if not order:
        return "les plus engagés d'abord"
    label = next(c.libelle for c in COLONNES if c.cle == order.removeprefix("-"))
    return f"par « {citer(label)} », ordre {'décroissant' if order.startswith('-') else 'croissant'}"
