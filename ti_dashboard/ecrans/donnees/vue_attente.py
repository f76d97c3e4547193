"""Deposits that wait: accepted for the next publication, read and not accepted, set aside."""

from collections.abc import Sequence

import streamlit as st

from ti_dashboard.acces.actions import PUBLIER, TENIR
from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.personne import peut
from ti_dashboard.dossier import depots
from ti_dashboard.dossier.depot import Depot
from ti_dashboard.ecrans.donnees import tableaux_rattachement, vue_perimetre
from ti_dashboard.ecrans.donnees.parametres import DEPOT
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, enumeration, jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.poser import poser


def en_attente(contexte: Contexte | None) -> list[Depot]:
    """Accepted deposits that the publication shown does not hold yet; all of them when there is none."""
    held = {row["dossier"] for row in livraisons(contexte)}
    return [d for d in depots.acceptes() if d.depot_id not in held]


def livraisons(contexte: Contexte | None) -> Sequence[Ligne]:
    """The sheets of the publication; nothing when nothing was ever published."""
    return poser(contexte.publication, "livraisons") if contexte else ()


def a_publier(contexte: Contexte | None, author: str) -> None:
    waiting = en_attente(contexte)
    for depot in waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{citer(depot.emetteur)}**, reçu le {jour(depot.date_reception)}, "
                f"{accord(depot.nb_valides, 'ligne acceptée', 'lignes acceptées')} : attend d'être publié.",
                width="stretch",
            )
            if peut(TENIR) and _bouton(Markdown("Écarter"), "ecarter", depot):
                atelier.puis_relire(
                    atelier.executer(Markdown("Mise à l'écart"), "ecarter", depot.depot_id, auteur=author)
                )
    by_hand = tableaux_rattachement.en_attente(contexte.publication) if contexte else ()
    told = [accord(len(waiting), "dépôt")] * bool(waiting) + [accord(len(by_hand), "rattachement")] * bool(by_hand)
    if told and not peut(PUBLIER):
        st.caption("Publier revient à l'équipe données nationale : votre compte est limité à un périmètre.")
    elif told and st.button(f"Publier {enumeration(told)}", type="primary", key="publier"):
        atelier.puis_relire(atelier.executer(Markdown("Publication"), "publier", auteur=author))
    for depot in depots.ecartes():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{citer(depot.emetteur)}**, reçu le {jour(depot.date_reception)} : écarté.", width="stretch")
            if peut(TENIR) and _bouton(Markdown("Reprendre"), "reprendre", depot):
                atelier.puis_relire(atelier.executer(Markdown("Reprise"), "reprendre", depot.depot_id, auteur=author))


def a_accepter(author: str) -> None:
    """Deposits read and not accepted: they wait until somebody accepts or forgets them."""
    for depot in vue_perimetre.prepares():
        names = ", ".join(f.nom for f in depot.fichiers)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{citer(depot.emetteur)}**, {citer(names)}, reçu le {jour(depot.date_reception)} : vérifié, attend "
                "d'être accepté.",
                width="stretch",
            )
            if _bouton(Markdown("Ouvrir"), "ouvrir", depot):
                st.query_params[DEPOT.nom] = depot.depot_id
                st.rerun()
            if _bouton(Markdown("Oublier"), "oublier", depot):
                atelier.puis_relire(atelier.executer(Markdown("Oubli"), "oublier", depot.depot_id, auteur=author))


def _bouton(label: Markdown, geste: str, depot: Depot) -> bool:
    """Named after its deposit: several wait on one screen."""
    said = f"{label} : {citer(depot.emetteur)}, reçu le {jour(depot.date_reception)} ({citer(depot.depot_id)})"
    return st.button(label, key=f"{geste}-{depot.depot_id}", type="tertiary", help=said)
