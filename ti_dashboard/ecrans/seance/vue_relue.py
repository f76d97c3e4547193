"""A closed séance: it moves nobody any more, and is read again by its minutes; the list of all those that were held."""

import streamlit as st

from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import ANIMER, SUIVRE
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import cles
from ti_dashboard.ecrans.seance import vue_proces_verbal, vue_rejeu
from ti_dashboard.ecrans.seance.parametres import RELIRE
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, jour, jour_et_heure
from ti_dashboard.live import decisions, proces_verbaux, seances
from ti_dashboard.live.seances import Seance


def demandee() -> Seance | None:
    """The closed séance this browser presented, followed, or asks to read again."""
    asked = st.query_params.get(RELIRE.nom) or propres.lire(SUIVRE)
    found = seances.trouver(magasin(), asked.strip().upper()) if asked else cles.prouvee()
    return found if found and found.est_close else None


def dessiner(seance: Seance) -> None:
    st.title(citer(seance.titre), anchor=False)
    st.markdown(
        f":gray-badge[Close] le {jour_et_heure(seance.close_le or '')}. Arrêté du {jour(seance.arrete)}, "
        f"animée par : {citer(seance.animateur)}, code {citer(seance.code)}."
    )
    vue_proces_verbal.dessiner(seance)
    vue_rejeu.proposer(seance)
    st.button("Quitter cette séance", key="quitter_seance", on_click=_quitter)


def lister(closes: list[Seance]) -> None:
    """Those that were held, the latest first: what came out of each, and where its minutes are."""
    if not closes:
        return
    store = magasin()
    taken, states = decisions.compter(store), proces_verbaux.etats(store)
    with st.expander(f"Séances closes ({len(closes)})", type="compact"):
        for seance in sorted(closes, key=lambda one: one.close_le or "", reverse=True):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    f"Relire : {citer(seance.titre)}",
                    type="tertiary",
                    key=f"relire_{seance.code}",
                    on_click=_relire,
                    args=(seance.code,),
                )
                count = accord(taken.get(seance.code, 0), "conclusion")
                st.markdown(
                    f"close le {jour_et_heure(seance.close_le or '')} · {count} · {_etat(states.get(seance.code))}"
                )


def _etat(known: tuple[str, str | None] | None) -> str:
    if known is None:
        return ":orange-badge[procès-verbal à rédiger]"
    until, sealed = known
    if sealed:
        return f":green-badge[procès-verbal scellé] le {jour_et_heure(sealed)}"
    return f":blue-badge[projet de procès-verbal] amendable jusqu'au {jour_et_heure(until)}"


def _relire(code: str) -> None:
    st.query_params[RELIRE.nom] = code


def _quitter() -> None:
    st.query_params.pop(RELIRE.nom, None)
    for parametre in (SUIVRE, ANIMER):
        propres.ecrire(parametre, None)
