"""Run a verb from the page: its steps while it works, its refusal in its own words, and who asked for it."""

from typing import cast

import streamlit as st

from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.commande import Evenement, Valeur, lancer
from ti_dashboard.errors import DepotRefuse
from ti_dashboard.langue.citation import Markdown, citer

AUTEUR = "auteur"
SANS_AUTEUR = "Indiquez d'abord votre fonction : le journal dit qui a fait quoi."


def peut_ecrire() -> bool:
    """Say why and return False when this server only shows."""
    if chemins.lecture_seule():
        st.info("Ce serveur est en lecture seule : les dépôts se font sur le poste de l'équipe données.")
        return False
    return True


def demander_auteur(cle: str = AUTEUR) -> str:
    """The function of who acts, written in the journal; never a person's name."""
    return st.text_input(
        "Votre fonction, pour le journal", key=cle, placeholder="Équipe données de l'ANCT", max_chars=80
    ).strip()


def executer(titre: Markdown, verbe: str, *positionnels: str, auteur: str, **options: Valeur) -> Evenement | None:
    """The result of a verb, or None when it refused: its reason is then on the screen. Words as for ``lancer``."""
    if not auteur:
        st.error(SANS_AUTEUR)
        return None
    with st.status(titre, expanded=True) as status:
        try:
            for event in lancer(verbe, *positionnels, auteur=auteur, **options):
                if "etape" in event:
                    status.update(label=f"{titre} : {citer(event['etape'])}")
                else:
                    status.update(label=f"{titre} : fait", state="complete", expanded=False)
                    return cast(Evenement, event["resultat"])
        except DepotRefuse as error:
            status.update(label=f"{titre} : refusé", state="error")
            st.error(citer(error))
    return None


def puis_relire(result: object) -> None:
    """What a verb that did not refuse has changed: draw the page again with what is there now."""
    if result is not None:
        st.rerun()
