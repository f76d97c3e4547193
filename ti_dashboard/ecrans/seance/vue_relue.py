"""A closed séance: it moves nobody any more, and is read again with its agenda and what was decided in it."""

import streamlit as st

from ti_dashboard import horloge
from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import ANIMER, SUIVRE
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import cles
from ti_dashboard.ecrans.seance import vue_agenda
from ti_dashboard.ecrans.seance.parametres import RELIRE
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, instant, jour
from ti_dashboard.live import decisions, seances
from ti_dashboard.live.decisions import STATUTS
from ti_dashboard.live.seances import Seance


def demandee() -> Seance | None:
    """The closed séance this browser presented, followed, or asks to read again."""
    asked = st.query_params.get(RELIRE.nom) or propres.lire(SUIVRE)
    found = seances.trouver(magasin(), asked.strip().upper()) if asked else cles.prouvee()
    return found if found and found.est_close else None


def dessiner(seance: Seance) -> None:
    st.title(citer(seance.titre), anchor=False)
    st.markdown(
        f":gray-badge[Close] le {instant(seance.close_le or '')}. Arrêté du {jour(seance.arrete)}, "
        f"animée par : {citer(seance.animateur)}, code {citer(seance.code)}."
    )
    taken = decisions.lister(magasin(), horloge.aujourd_hui(), seance.code)
    st.header(accord(len(taken), "décision prise", "décisions prises"), anchor=False)
    st.markdown(
        "\n".join(
            f"- **{citer(d.texte)}** · {citer(d.responsable)} · avant le {jour(d.echeance)} · {STATUTS[d.statut]}"
            for d in taken
        )
    )
    vue_agenda.lire(seance)
    st.button("Quitter cette séance", key="quitter_seance", on_click=_quitter)


def lister(closes: list[Seance]) -> None:
    """Those that were held, the latest first."""
    if not closes:
        return
    with st.expander(f"Séances closes ({len(closes)})", type="compact"):
        for seance in closes:
            st.button(
                f"Relire : {citer(seance.titre)}, close le {instant(seance.close_le or '')}",
                type="tertiary",
                key=f"relire_{seance.code}",
                on_click=_relire,
                args=(seance.code,),
            )


def _relire(code: str) -> None:
    st.query_params[RELIRE.nom] = code


def _quitter() -> None:
    st.query_params.pop(RELIRE.nom, None)
    for parametre in (SUIVRE, ANIMER):
        propres.ecrire(parametre, None)
