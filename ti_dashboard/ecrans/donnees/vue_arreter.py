"""The form that freezes one more arrêté: what is asked, what would be frozen, and the last word."""

from dataclasses import dataclass
from datetime import date
from typing import cast

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre import atelier
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME, dernier_jour
from ti_dashboard.dossier.commande import Evenement
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.filtres import PHASES, phase_en_mots

VUE = "arreter-vue"


@dataclass(frozen=True)
class ArretDemande:
    """What the form asks to freeze."""

    jour: date
    libelle: str
    cloture: date
    phase: int

    def options(self) -> dict[str, str]:
        return {"libelle": self.libelle, "cloture": self.cloture.isoformat(), "phase": str(self.phase)}


def dessiner() -> None:
    st.header("Arrêter l'état actuel", anchor="arreter")
    author = atelier.demander_auteur()
    left, middle, right = st.columns(3)
    today = horloge.aujourd_hui()
    day = left.date_input(
        "Date du comité",
        value=today,
        min_value=DEBUT_PROGRAMME,
        max_value=dernier_jour(),
        format="DD/MM/YYYY",
        key="arreter-date",
    )
    closing = middle.date_input(
        "Clôture : dernier jour de réception retenu",
        value=today,
        min_value=DEBUT_PROGRAMME,
        max_value=today,
        format="DD/MM/YYYY",
        key="arreter-cloture",
    )
    phase = right.selectbox(
        "Phase ouverte à l'écran", list(PHASES), index=1, format_func=phase_en_mots, key="arreter-phase"
    )
    name = st.text_input(
        "Nom du comité (obligatoire)",
        key="arreter-nom",
        placeholder=f"Comité de pilotage national du {jour(day)}",
    )
    asked = ArretDemande(day, name.strip(), closing, phase)
    if st.button("Voir ce qui serait figé", key="arreter-voir"):
        st.session_state[VUE] = _voir(asked, author)
    seen = st.session_state.get(VUE)
    # What was looked at under another date, closing or name is not what would be frozen.
    if seen and seen[0] == asked:
        _confirmer(asked, seen[1], author)


def _voir(asked: ArretDemande, author: str) -> tuple[ArretDemande, Evenement] | None:
    if not asked.libelle:
        st.error("Donnez d'abord le nom du comité : l'arrêté le porte.")
        return None
    found = atelier.executer(
        Markdown("Ce qui serait figé"), "arreter", asked.jour.isoformat(), auteur=author, essai=True, **asked.options()
    )
    return (asked, found) if found else None


def _confirmer(asked: ArretDemande, found: Evenement, author: str) -> None:
    with st.container(border=True):
        st.markdown("\n".join(f"- {citer(phrase)}" for phrase in cast(list[str], found["phrases"])))
        st.markdown("Figé, cet arrêté ne changera jamais. Figé par erreur, il pourra être retiré, jamais refait.")
        spelled = _epeler(found.get("a_epeler"))
        if not st.button("Figer pour toujours", type="primary", key="arreter"):
            return
        done = atelier.executer(
            Markdown("Arrêté"),
            "arreter",
            asked.jour.isoformat(),
            auteur=author,
            oui=True,
            vue=str(found["empreinte"]),
            en_toutes_lettres=spelled,
            **asked.options(),
        )
    if done is not None:
        del st.session_state[VUE]
        st.rerun()


def _epeler(why: object) -> str | None:
    """The date in words, asked of who freezes an unlikely one."""
    if not why:
        return None
    st.warning(citer(f"{why} Il s'affichera d'abord, pour tous."))
    return st.text_input(
        "Si c'est bien elle, écrivez la date du comité en toutes lettres",
        key="arreter-lettres",
        max_chars=40,
        placeholder="27 mai 2025",
    )
