"""Words of the address that are not understood: kept in it, said under the banner, each with the closest ones.

A bound widget takes the words it does not know out of the address. So the address is read before the widgets are bound:
what is understood is written again in its canonical form, and the rest is kept as ``incompris=operateur:Bpifranse``,
for whoever receives the address to be told as well.
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ti_dashboard.adresse import parametres, partagee
from ti_dashboard.adresse.comprise import ARRETE, Vocabulaire
from ti_dashboard.adresse.parametres import PARTAGES, Reperes
from ti_dashboard.cadre import propres
from ti_dashboard.cadre.courant import adresse_demandee
from ti_dashboard.cadre.parametres import INCOMPRIS as DE_COTE
from ti_dashboard.composants.messages import Propres
from ti_dashboard.composants.trajet import trajet
from ti_dashboard.langue.mots import Mot, abreger
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import vocabulaire

INCOMPRIS = DE_COTE.nom
# Words kept in an address: it is copied, stored, and sent to followers.
GARDES = 20
Demande = dict[str, list[str]]


def relire(publication: Publication, page: str) -> None:
    """Put the address in its canonical form, before any widget reads it; runs the script again when it was not."""
    if _par_l_historique():
        # It has the words it was written with: those of the page just left are not its own.
        st.session_state.pop(INCOMPRIS, None)
    propres.garder(page)
    asked, words = adresse_demandee(), vocabulaire(publication)
    changes, dropped = _partages(asked, words)
    more, also = _propres(asked, Reperes(words, asked, st.session_state), page)
    changes |= more
    if dropped or also:
        kept = dict.fromkeys([*asked.get(INCOMPRIS, []), *dropped, *also])
        changes[INCOMPRIS] = list(kept)[:GARDES]
    if changes:
        _recrire(page, asked | changes, changes)


def completer(contexte: Contexte) -> Contexte:
    """With what the address asks for and the screen does not show, once the filters are drawn."""
    asked, words, page = adresse_demandee(), contexte.vocabulaire, contexte.page
    kept, connu = asked.pop(INCOMPRIS, []), Reperes(words, asked, st.session_state)
    found = [*_gardes(kept, contexte.choix, words, page), *_autres(asked, connu, page)]
    return replace(contexte, incompris=tuple(dict.fromkeys(found)))


def _decide(key: str) -> bool:
    """True when the address says what a widget shows, and not the widget what the address says."""
    return key not in st.session_state or _par_l_historique()


def _par_l_historique() -> bool:
    """The back button, a followed move, a step: the address came first."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def _partages(asked: Demande, words: Vocabulaire) -> tuple[Demande, list[str]]:
    """Shared filters to write in another way, and what their widgets would have dropped."""
    shared = {key: asked[key] for key in PARTAGES if key in asked and _decide(key)}
    if not shared:
        return {}, []
    labels = partagee.etiquettes(shared, words)
    _, unknown = partagee.lire(shared, words)
    changes = {key: labels[key] for key in shared if labels[key] != shared[key]}
    return changes, [_garder(m) for m in unknown]


def _propres(asked: Demande, connu: Reperes, page: str) -> tuple[Demande, list[str]]:
    """The same for the parameters of this page."""
    changes: Demande = {}
    dropped: list[str] = []
    for key, values in asked.items():
        declared = parametres.trouver(key)
        if declared is None or not declared.est_juge or not declared.lit(page):
            continue
        if declared.est_lie and not _decide(key):
            continue
        understood = [value for text in values if (value := declared.comprendre(text, connu)) is not None]
        if not understood and not declared.est_lie:
            continue
        kept = understood if declared.est_multiple else understood[:1]
        if kept != values:
            changes[key] = kept
        rest = [t for t in values if t.strip() and declared.comprendre(t, connu) not in kept]
        dropped += [_garder(parametres.expliquer(key, text)) for text in rest]
    return changes, dropped


def _garder(mot: Mot) -> str:
    return f"{mot.parametre}:{mot.texte}"


def _recrire(page: str, wanted: Demande, changes: Demande) -> None:
    """Run again on the address as it should be; the browser goes there itself when widgets hold it already."""
    full = {key: values for key, values in wanted.items() if values}
    for write in (partial(st.query_params.from_dict, full), partial(st.query_params.update, changes)):
        try:
            write()
        except StreamlitAPIException:
            continue
        st.rerun()
    trajet(f"/{page}?{urlencode(full, doseq=True)}", secrets.token_hex(4), Propres({}), "replaceState")
    st.stop()


def _gardes(kept: list[str], choix: Filtres, words: Vocabulaire, page: str) -> Iterator[Mot]:
    shown = partagee.en_mots(choix, words)
    for text in kept:
        key, _, word = text.partition(":")
        declared = parametres.trouver(key)
        if key in PARTAGES:
            if words.comprendre(key, word) not in shown[key]:
                yield partagee.expliquer(key, word, choix, words)
        elif declared is None or not word:
            yield Mot(INCOMPRIS, abreger(text), "Mot inconnu", "Il ne change rien à l'écran.")
        elif declared.lit(page):
            yield parametres.expliquer(key, word)


def _autres(asked: Demande, connu: Reperes, page: str) -> Iterator[Mot]:
    """Parameters that no widget holds: the address still has them."""
    held = {key for key in asked if (one := parametres.trouver(key)) and one.est_lie and one.lit(page)}
    return parametres.incompris({key: asked[key] for key in asked if key not in held}, connu, page)


def corriger(asked: Demande, mot: Mot, valeur: str | None, words: Vocabulaire) -> Demande:
    """The same address without this word, and with ``valeur`` in its place."""
    corrected = {key: list(values) for key, values in asked.items() if key != INCOMPRIS}
    kept = [t for t in asked.get(INCOMPRIS, []) if t not in (_garder(mot), mot.texte)]
    moved = corrected.pop(mot.texte, []) if not mot.parametre else [valeur] if valeur else []
    name = mot.parametre or valeur
    if name in corrected and name not in FILTRES:
        corrected.pop(name)
    if name and moved:
        corrected[name] = [*corrected.get(name, []), *moved]
    if mot.parametre == ARRETE and valeur:
        corrected |= {key: [label] for key, label in partagee.completer({ARRETE: [valeur]}, words).items()}
    return corrected | ({INCOMPRIS: kept} if kept else {})
