"""Projets: the board (Q6, Q8), and a searched table served page by page."""

import math
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ti_dashboard.cadre import absence, hors_filtres, projet, telechargements
from ti_dashboard.cadre.bandeau import MARQUE_ADRESSE
from ti_dashboard.cadre.comparaison import cadrer, reserve
from ti_dashboard.cadre.geste import PAUSE_DE_FRAPPE, dessiner_planche
from ti_dashboard.ecrans.projets import blocs, vue_emplois
from ti_dashboard.ecrans.projets.blocs_sans_engagement import sans_engagement
from ti_dashboard.ecrans.projets.parametres import PAGE
from ti_dashboard.ecrans.projets.tableaux import CHERCHE, COLONNES, FIGURES, TRI, VUE, VUES, demande, lecture
from ti_dashboard.ecrans.projets.tableaux import LISTE as PROJETS
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, nombre
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.filtres import PHASES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import colonnes_dites

PAR_PAGE = 50
SUJET = ("intitule", "projet", "projet_id")
HAUTEUR = 480
LISTE = "projets-liste"


def dessiner(contexte: Contexte) -> None:
    projet.dessiner(contexte)
    dessiner_planche(contexte, composer(contexte), "projets")
    vue_emplois.dessiner(contexte)
    _recherche(contexte)


def composer(contexte: Contexte) -> Ecran:
    """The board as one message."""
    publication, choix = contexte.publication, contexte.choix
    releves = relever(publication, choix)
    words = contexte.en_mots()
    screen = vierge(f"Que deviennent les projets au {jour(choix.arrete)} ?", words)
    actuel = releves.get(choix.arrete)
    if actuel is None:
        none = f"Aucun territoire ni projet au {jour(choix.arrete)} pour ce choix : {words}."
        screen["message"] = absence.message(choix, none)
        return signer(screen)
    bound = choix.parametres() | {"arrete": choix.arrete}
    cadre = cadrer(contexte, releves)
    screen["sous_titre"] += reserve(contexte, cadre.precedent)
    jobs_tiles, jobs_blocks = vue_emplois.composer(contexte, cadre)
    screen["tuiles"] = [*blocs.tuiles_projets(cadre), *jobs_tiles]
    screen["blocs"] = [
        blocs.par_statut(cadre, poser(publication, "projets_par_statut", **bound)),
        *sans_engagement(cadre, poser(publication, "projets_sans_engagement", **bound)),
        *jobs_blocks,
    ]
    if actuel["nb_projets"].est_vide:
        screen["message"] = "Aucun projet ne répond à ces filtres à cet arrêté."
    return signer(screen)


def _recherche(contexte: Contexte) -> None:
    st.subheader("Chercher un projet", anchor=False)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    words, view = _mots(left), _vue(right)
    _dire_lecture(contexte, VUES[view])
    order = _ordre()
    mots = {CHERCHE: [words], VUE: [view], TRI: [order]}
    asked = demande(contexte, mots)
    found = _nombre(contexte, asked)
    hors_filtres.dire_les_projets(contexte, asked, words, found, {VUE: next(iter(VUES))})
    if not found:
        searched = f" avec « {citer(words)} »" if words else ""
        st.info(
            f"Aucun projet{searched} pour ce choix ({view}) à l'{contexte.choix.arrete_en_mots()}, "
            f"{PHASES[contexte.choix.phase]}."
        )
        return
    _tableau(contexte, asked, found, order)
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


def _nombre(contexte: Contexte, asked: dict[str, Any]) -> int:
    """How many projects are found: each row says it, so the page about to be shown is asked, then remembered."""
    for page in dict.fromkeys((max(1, st.session_state.get(PAGE.nom, 1)), 1)):
        rows = poser(contexte.publication, "projets_recherche", **asked, limite=PAR_PAGE, saut=(page - 1) * PAR_PAGE)
        if rows:
            return int(rows[0]["nb_trouves"])
    return 0


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


def _tableau(contexte: Contexte, asked: dict[str, Any], found: int, order: str) -> None:
    last = math.ceil(found / PAR_PAGE)
    if st.session_state.get(PAGE.nom, 1) > last:
        st.session_state[PAGE.nom] = last
    place = st.container()
    _dire_page(last)
    page = st.pagination(last, key=PAGE.nom, bind="query-params")
    rows = poser(contexte.publication, "projets_recherche", **asked, limite=PAR_PAGE, saut=(page - 1) * PAR_PAGE)
    first = (page - 1) * PAR_PAGE + 1
    screen, columns = vierge("", ""), colonnes_dites(contexte, COLONNES)
    note = f"{tables.MODE_D_EMPLOI} Trier par une colonne range tous les projets trouvés, l'inconnu à la fin."
    whole = {
        "intitule": f"Total des {accord(found, 'projet trouvé', 'projets trouvés')}",
        "montant_engage": rows[0]["montant_trouve"],
        "nb_engagements_inconnus": rows[0]["nb_inconnus_trouves"],
    }
    screen["blocs"] = [
        tables.table(
            "projets",
            "",
            columns,
            rows,
            FIGURES,
            note,
            SUJET,
            HAUTEUR,
            order,
            whole if found > 1 else None,
            alt="Projets trouvés",
        )
    ]
    with place:
        st.markdown(
            f"**{accord(found, 'projet trouvé', 'projets trouvés')}**, {_ordre_en_mots(order)} : {nombre(first)} à "
            f"{nombre(first + len(rows) - 1)}"
        )
        dessiner_planche(contexte, signer(screen), LISTE)


def _dire_page(last: int) -> None:
    """A page after the last one is in no list: its widget would take it out of the address without a word."""
    asked = st.query_params.get(PAGE.nom, "")
    if PAGE.nom not in st.session_state and asked.isascii() and asked.isdigit() and int(asked) > last:
        st.markdown(
            f"{MARQUE_ADRESSE} Page inconnue : « {citer(asked)} ». La liste a {accord(last, 'page')} et commence à la "
            "première."
        )


def _ordre_en_mots(order: str) -> str:
    if not order:
        return "les plus engagés d'abord"
    label = next(c.libelle for c in COLONNES if c.cle == order.removeprefix("-"))
    return f"par « {citer(label)} », ordre {'décroissant' if order.startswith('-') else 'croissant'}"
