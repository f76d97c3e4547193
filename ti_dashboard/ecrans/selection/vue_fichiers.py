"""Indicators delivered by file: the address holds the name and the hash of each, never its values.

An address reopened where such a file is not says so, in words, rather than give another list in silence.
"""

import contextlib
from collections.abc import Sequence

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ti_dashboard.cadre import televersement
from ti_dashboard.ecrans.selection import adresse, tableaux
from ti_dashboard.ecrans.selection.criteres import DEPOSES, livres_ici
from ti_dashboard.ecrans.selection.indicateurs_livres import IndicateurLivre, Reference, lire_fichier, lire_reference
from ti_dashboard.ecrans.selection.modele import RegleDeSelection
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, enumeration

TELEVERSEUR = "indicateur_csv"
# Criteria just taken away: the address still weighs them until the run without their slider is over.
OUBLIES = "indicateurs_oublies"
MONTRES = 5
FORMAT = (
    "CSV en UTF-8. D'abord, facultatives, les lignes « # libelle : Taux de chômage », « # source : INSEE, 2023 », "
    "« # sens : haut » (une valeur haute rend plus fragile ; sinon « bas »). Puis l'en-tête `territoire_id;valeur`, et "
    "une ligne par territoire : `ti-8419;12,5`. Une valeur vide est inconnue."
)


def lus() -> list[IndicateurLivre]:
    """Indicators delivered in the data folder, then those of this browser."""
    return livres_ici(st.session_state.get(DEPOSES, {}))


def deposer() -> None:
    st.file_uploader(
        "Indicateur par fichier : territoire_id;valeur",
        type=["csv"],
        accept_multiple_files=True,
        key=TELEVERSEUR,
        on_change=_retenir,
    )
    if lost := televersement.dire_les_perdus(TELEVERSEUR):
        st.warning(lost)
    st.caption(FORMAT)
    for name, content in st.session_state.get(DEPOSES, {}).items():
        for fault in lire_fichier(name, content).fautes[:3]:
            st.error(f"{citer(name)} : {citer(fault)}")
    st.session_state.pop(OUBLIES, None)


def _retenir() -> None:
    """Kept for this browser only; a file taken away leaves the selection with its weight."""
    before = {i.critere.critere_id for i in lus()}
    st.session_state[DEPOSES] = {file.name: file.getvalue() for file in televersement.gardes(TELEVERSEUR)}
    for gone in before - {i.critere.critere_id for i in lus()}:
        oublier(gone)


def nommer(rule: RegleDeSelection, delivered: Sequence[IndicateurLivre]) -> None:
    """Write in the address the files the selection uses, those that are not here included."""
    used = rule.poids.keys() | rule.stricts | rule.inverses | _compares().keys()
    here = [i.reference for i in delivered if i.critere.critere_id in used]
    _ecrire(adresse.FICHIER, sorted({r.ecrire() for r in [*here, *absents(delivered)] if r.nom}))


def oublier(critere_id: str) -> None:
    """Take one delivered indicator out of the address."""
    key = f"{adresse.POIDS}{critere_id}"
    st.session_state.pop(key, None)
    st.session_state[OUBLIES] = st.session_state.get(OUBLIES, frozenset()) | {critere_id}
    # A weight whose slider is drawn leaves with it.
    with contextlib.suppress(StreamlitAPIException):
        st.query_params.pop(key, None)
    named = [r for r in map(lire_reference, st.query_params.get_all(adresse.FICHIER)) if r]
    _ecrire(adresse.FICHIER, [r.ecrire() for r in named if r.critere_id != critere_id])
    _ecrire(adresse.AUTRE, adresse.ecrire_autre({k: w for k, w in _compares().items() if k != critere_id}))


def _ecrire(key: str, texts: list[str]) -> None:
    if texts == st.query_params.get_all(key):
        return
    if texts:
        st.query_params[key] = texts
    else:
        st.query_params.pop(key, None)


def absents(delivered: Sequence[IndicateurLivre]) -> list[Reference]:
    """Files the address weighs, or compares, and nobody holds here; without a name when the address says none."""
    gone = {f"{adresse.POIDS}{key}" for key in st.session_state.get(OUBLIES, frozenset())}
    return tableaux.absents({k: st.query_params.get_all(k) for k in st.query_params if k not in gone}, delivered)


def _compares() -> dict[str, int]:
    return adresse.lire_autre(st.query_params.get_all(adresse.AUTRE))


def dire_les_ecarts(delivered: Sequence[IndicateurLivre], candidats: set[str]) -> None:
    """An indicator whose codes are not those of the candidates ranks nobody, or not all: said with the codes."""
    for indicateur in delivered:
        strange = sorted(indicateur.valeurs.keys() - candidats)
        name, count = citer(indicateur.critere.libelle), accord(len(indicateur.valeurs), "territoire")
        if len(strange) == len(indicateur.valeurs):
            st.warning(f"« {name} » ne classe personne ici : ses codes ({count}) ne sont pas à classer pour ce choix.")
        elif strange:
            st.caption(
                f"« {name} », {count} : {accord(len(strange), 'code ignoré', 'codes ignorés')}, hors de ce choix "
                f"({citer(enumeration(strange[:MONTRES]))}{'…' if len(strange) > MONTRES else ''})."
            )
