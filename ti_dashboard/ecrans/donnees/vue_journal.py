"""Leaf « Journal »: what was done to the data, by whom, how it ended; and the way back."""

import streamlit as st

from ti_dashboard.acces.actions import ADMINISTRER
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.personne import peut
from ti_dashboard.dossier import chemins, journal
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import instant
from ti_dashboard.questions.contexte import Contexte

MONTRES = 200


def dessiner(_contexte: Contexte) -> None:
    if est_en_reseau() and not peut(ADMINISTRER):
        st.info("Le journal nomme des comptes : il est aux administrateurs.")
        return
    entries = journal.gestes(journal.lire(chemins.donnees()))
    st.header("Journal", anchor="journal")
    if not entries:
        st.markdown("Aucun geste n'est noté encore : la publication affichée est celle du premier démarrage.")
    else:
        st.dataframe(
            [
                {
                    "Quand": instant(e.instant),
                    "Geste": journal.GESTES[e.geste],
                    "Issue": e.issue_dite,
                    "Par": e.auteur,
                    **({"D'où": e.origine or "—"} if est_en_reseau() else {}),
                    "Objet": e.objet or "—",
                    "Détail": _detail(e),
                }
                for e in entries[:MONTRES]
            ],
            hide_index=True,
            alt="Gestes sur les données, le dernier en haut",
        )
    if atelier.peut_ecrire():
        _revenir()


def _detail(entree: journal.Entree) -> str:
    if "message" in entree.detail:
        return str(entree.detail["message"]).splitlines()[0]
    return ", ".join(f"{k} {v}" for k, v in entree.detail.items() if v and k not in journal.PROVENANCE) or "—"


def _revenir() -> None:
    pointer = lire_pointeur(chemins.publications())
    st.header("Revenir à la publication précédente", anchor="revenir")
    if pointer is None or pointer["precedente"] is None:
        st.markdown("La publication affichée est la première.")
        return
    st.markdown(
        f"**{citer(pointer['precedente']['publication'])}** sera affichée de nouveau. Les dépôts que seule la "
        "publication actuelle contient seront écartés : gardés, à reprendre d'un geste."
    )
    author = atelier.demander_auteur()
    if st.button("Revenir", key="revenir"):
        atelier.puis_relire(atelier.executer(Markdown("Retour"), "revenir", auteur=author))
