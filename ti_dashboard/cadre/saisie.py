"""Forms that write: what was typed stays until it is saved, and a sentence beside it says why it is not.

A refusal outlives its form: when the form has gone meanwhile (the séance was closed by another), the frame shows what
it said with the text that was typed, until the reader lets it go.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer

REFUSEES, DESSINEES = "saisies_refusees", "saisies_dessinees"
Valeurs = dict[str, Any]


@dataclass(frozen=True)
class Refus:
    """``est_question``: asked once, saved as it is when it is sent again."""

    titre: str
    message: str
    valeurs: Valeurs
    est_question: bool = False


@dataclass(frozen=True)
class Saisie:
    """``titre`` names what was not saved: « Décision non enregistrée ». ``champs``: key of each field → what it holds
    when nothing is typed; the fields are drawn without a value of their own."""

    nom: str
    titre: str
    champs: Mapping[str, Any]

    def preparer(self) -> None:
        """Called before its fields are drawn: fill the empty ones, and say why the last sending was refused."""
        st.session_state.setdefault(DESSINEES, set()).add(self.nom)
        refused = _refusees().get(self.nom)
        kept = refused.valeurs if refused else {}
        for key, empty in self.champs.items():
            if key not in st.session_state:
                st.session_state[key] = kept.get(key, empty)
        if refused is not None:
            draw = st.warning if refused.est_question else st.error
            draw(citer(refused.message))

    @property
    def est_refusee(self) -> bool:
        return self.nom in _refusees()

    @property
    def est_en_question(self) -> bool:
        refused = _refusees().get(self.nom)
        return refused is not None and refused.est_question

    def enregistrer(
        self, geste: Callable[..., object], fait: str = "", question: Callable[..., str | None] | None = None
    ) -> None:
        """Called by the button of the form, before the next run: ``geste`` gets the values in the order of the fields.

        ``question`` gets them too: what it asks is asked once.
        """
        values = {key: st.session_state[key] for key in self.champs}
        asked = question(*values.values()) if question else None
        if asked and asked != getattr(_refusees().get(self.nom), "message", None):
            self._refuser(Refus(self.titre, asked, values, est_question=True))
            return
        try:
            geste(*values.values())
        except TableauDeBordError as error:
            self._refuser(Refus(self.titre, str(error), values))
            return
        st.session_state[REFUSEES] = {name: said for name, said in _refusees().items() if name != self.nom}
        st.session_state.update(self.champs)
        if fait:
            st.toast(citer(fait))

    def _refuser(self, refus: Refus) -> None:
        st.session_state[REFUSEES] = _refusees() | {self.nom: refus}


def dire_les_orphelines() -> None:
    """Called once the page is drawn: what was refused by a form that is not on this screen, and what it held."""
    drawn = st.session_state.pop(DESSINEES, set())
    for name, refused in _refusees().items():
        typed = [value for value in refused.valeurs.values() if isinstance(value, str) and value.strip()]
        if name in drawn or not typed:
            continue
        with st.container(border=True):
            st.error(f"{citer(refused.titre)}. {citer(refused.message)}")
            st.markdown("Ce que vous aviez écrit est gardé ici :")
            st.code("\n".join(typed), language=None, wrap_lines=True)
            said = f"Effacer ce texte : {citer(refused.titre)}"
            st.button("Effacer ce texte", key=f"effacer_{name}", on_click=_oublier, args=(name,), help=said)


def _oublier(name: str) -> None:
    st.session_state[REFUSEES] = {other: said for other, said in _refusees().items() if other != name}


def _refusees() -> dict[str, Refus]:
    refused: dict[str, Refus] = st.session_state.get(REFUSEES, {})
    return refused
