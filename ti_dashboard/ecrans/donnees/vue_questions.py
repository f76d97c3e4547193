"""The questions a deposit raises: one answer for those of a kind, or one by one; nothing is accepted without them."""

from itertools import groupby

import streamlit as st

from ti_dashboard.dossier.depot import Depot, Question
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord

# Questions answered one by one on the screen; beyond, a kind has one answer.
UNE_A_UNE = 40
_TITRES = {
    "ligne_repetee": "Le même acte sur plusieurs lignes",
    "ligne_voisine": "Le même acte, peut-être, sur plusieurs lignes",
    "declare_deux_fois": "Déclaré deux fois, différemment",
    "montant_douteux": "Un montant à confirmer",
    "meme_acte": "Un acte déjà connu, dit autrement",
    "autre_emetteur": "Un acte déjà déclaré par un autre émetteur",
    "meme_jour": "Deux paroles reçues le même jour",
}


def repondre(depot: Depot) -> dict[str, str]:
    """Draw the questions; identifier of each question answered → code of the choice."""
    if not depot.questions:
        return {}
    st.subheader(f"{accord(len(depot.questions), 'question')} avant d'accepter", anchor=False)
    given: dict[str, str] = {}
    ordered = sorted(depot.questions, key=_genre)
    for key, group in groupby(ordered, key=_genre):
        with st.container(border=True):
            given |= _groupe("-".join(key[1]), list(group))
    return given


def _genre(question: Question) -> tuple[str, tuple[str, ...]]:
    return question.genre, tuple(c.code for c in question.choix)


def _groupe(nom: str, asked: list[Question]) -> dict[str, str]:
    first = asked[0]
    st.markdown(f"**{_TITRES[first.genre]}**" + (f" : {accord(len(asked), 'cas', 'cas')}" if len(asked) > 1 else ""))
    if len(asked) == 1:
        return _une(first)
    every = _choisir(first, f"{first.genre}-{nom}", "Réponse pour tous")
    answers = {q.cle: every for q in asked} if every else {}
    with st.expander("Répondre cas par cas" if len(asked) <= UNE_A_UNE else "Voir les premiers cas"):
        for question in asked[:UNE_A_UNE]:
            answers |= _une(question)
    return answers


def _une(question: Question) -> dict[str, str]:
    st.markdown(citer(question.texte) + "\n" + "\n".join(f"- {citer(line)}" for line in question.lignes))
    code = _choisir(question, question.cle, question.texte)
    return {question.cle: code} if code else {}


def _choisir(question: Question, key: str, label: str) -> str | None:
    """Nothing is chosen beforehand: an answer is given by somebody."""
    words = {c.code: f"{citer(c.libelle)} : {citer(c.effet)}" for c in question.choix}
    return st.radio(
        citer(label),
        list(words),
        format_func=words.__getitem__,
        index=None,
        key=f"reponse-{key}",
        label_visibility="visible" if label == "Réponse pour tous" else "collapsed",
    )
