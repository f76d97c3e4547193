"""The settings of the selector: weights, scaling, bounds by region, picks with a reason, files; all in the address."""

import contextlib

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ti_dashboard.ecrans.selection import adresse, vue_exceptions
from ti_dashboard.ecrans.selection import vue_fichiers as fichiers
from ti_dashboard.ecrans.selection.criteres import CRITERES
from ti_dashboard.ecrans.selection.indicateurs_livres import IndicateurLivre
from ti_dashboard.ecrans.selection.modele import NOMBRE, POIDS_MAX, Critere, Donnees, RegleDeSelection
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import nombre

# Five sliders, the scale and the number stand on one line of a 1280-pixel screen.
LARGEUR = 140
LISTES = {adresse.STRICTS: "Ne pas classer si inconnu", adresse.INVERSES: "Inverser le sens de"}


def commencer() -> None:
    """A reader who arrives without any weight finds the starting ones, written in the address."""
    asked = [key for key in st.query_params if key.startswith(adresse.POIDS)]
    held = [key for key in st.session_state if str(key).startswith(adresse.POIDS)]
    name, none = adresse.AUCUN
    if asked or held or st.query_params.get(name) == none:
        return
    start = {f"{adresse.POIDS}{c.critere_id}": c.depart for c in CRITERES if c.depart}
    with contextlib.suppress(StreamlitAPIException):
        st.query_params.update({key: str(weight) for key, weight in start.items()})
    st.session_state.update(start)


def poids(criteres: tuple[Critere, ...]) -> None:
    """One slider a criterion, then scaling and number to keep, side by side as far as the screen goes."""
    with st.container(horizontal=True, gap="small", vertical_alignment="top"):
        for critere in criteres:
            name, key = citer(critere.court), f"{adresse.POIDS}{critere.critere_id}"
            told = (
                f"{citer(critere.libelle)}. Poids de 0 à {nombre(POIDS_MAX)}. Plus fragile quand la valeur est "
                f"{'basse' if critere.sens == 'bas' else 'haute'}. {citer(critere.source)}"
            )
            st.slider(name, 0, POIDS_MAX, key=key, bind="query-params", width=LARGEUR, help=told)
        st.segmented_control(
            "Mise à l'échelle",
            list(adresse.ECHELLES.values()),
            default="Étendue",
            key=adresse.ECHELLE,
            bind="query-params",
            required=True,
            help="Étendue : (valeur − min) ÷ (max − min). Rang : (rang moyen − 1) ÷ (n − 1).",
        )
        st.number_input("À retenir", 1, adresse.NOMBRE_MAX, NOMBRE, key=adresse.COMBIEN, bind="query-params", width=130)


def regle(criteres: tuple[Critere, ...]) -> RegleDeSelection:
    """The rule the widgets and the address hold now."""
    state, ids = st.session_state, {c.libelle: c.critere_id for c in criteres}
    weights = [f"{adresse.POIDS}{critere.critere_id}" for critere in criteres]
    words = {key: st.query_params.get_all(key) for key in (*adresse.CLES, *weights)}
    words |= {key: [str(state[key])] for key in (adresse.ECHELLE, adresse.COMBIEN, *weights) if key in state}
    for key in LISTES:
        words[key] = [ids[label] for label in state.get(key, words[key]) if label in ids]
    rule = adresse.lire(words)
    _marquer(rule)
    return rule


def _marquer(rule: RegleDeSelection) -> None:
    """A slider at nought leaves the address: when all have, it says so itself."""
    name, none = adresse.AUCUN
    if not rule.poids:
        st.query_params[name] = none
    elif name in st.query_params:
        st.query_params.pop(name)


def autre_ponderation(rule: RegleDeSelection) -> dict[str, int]:
    """The weights kept in the address to be compared with; two gestures keep the present ones, and let go of them."""
    kept = adresse.lire_autre(st.query_params.get_all(adresse.AUTRE))
    with st.container(horizontal=True, key="impression-sans-comparer"):
        st.button(
            "Retenir ces poids pour comparer",
            key="retenir_poids",
            on_click=_retenir_poids,
            args=(rule,),
            disabled=not rule.poids or kept == rule.poids,
        )
        if kept:
            st.button("Ne plus comparer", key="oublier_poids", type="tertiary", on_click=_retenir_poids)
    return kept


def _retenir_poids(rule: RegleDeSelection | None = None) -> None:
    if rule is None:
        st.query_params.pop(adresse.AUTRE, None)
    else:
        st.query_params[adresse.AUTRE] = adresse.ecrire_autre(rule.poids)


def affiner(donnees: Donnees, rule: RegleDeSelection, indicateurs_lus: list[IndicateurLivre]) -> None:
    """What is set more rarely, folded."""
    left, middle, right = st.columns(3, gap="medium")
    with left.expander(f"Bornes par région ({nombre(len(rule.bornes))})"):
        vue_exceptions.bornes(donnees, rule)
    with middle.expander(f"Choix manuels ({nombre(len(rule.manuels))})"):
        vue_exceptions.manuels(donnees, rule)
    with right.expander(f"Valeurs inconnues, sens, fichiers ({nombre(len(indicateurs_lus))})"):
        # A list drops from the address what it does not offer: a file that is not here keeps its place.
        labels = [c.libelle for c in donnees.criteres] + [r.libelle for r in fichiers.absents(indicateurs_lus) if r.nom]
        for key, label in LISTES.items():
            st.multiselect(
                label, list(dict.fromkeys(labels)), key=key, bind="query-params", placeholder="Aucun critère"
            )
        fichiers.deposer()
