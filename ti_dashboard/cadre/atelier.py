"""Run a verb from the page: its steps while it works, its refusal in its own words, and who asked for it."""

import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import cast

import streamlit as st

from ti_dashboard.acces.actions import DEPOSER
from ti_dashboard.cadre.personne import courante, peut
from ti_dashboard.composants.annonce import annonce
from ti_dashboard.dossier import chemins
from ti_dashboard.dossier.commande import Evenement, Valeur, lancer
from ti_dashboard.errors import AccesRefuse, DepotRefuse, PublicationAbsente, PublicationIllisible
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.magasin import guichet

AUTEUR = "auteur"
SANS_AUTEUR = "Indiquez d'abord votre fonction : le journal dit qui a fait quoi."


def peut_ecrire() -> bool:
    """Say why and return False when this server only shows, or when nothing of it is for who is here."""
    if chemins.lecture_seule():
        st.info("Ce serveur est en lecture seule : les dépôts se font sur le poste de l'équipe données.")
        return False
    if not peut(DEPOSER):
        st.info("Les dépôts sont à l'équipe données : votre rôle permet de lire cette page.")
        return False
    return True


def demander_auteur(cle: str = AUTEUR) -> str:
    """The function of who acts, written in the journal; never a person's name. An account says its own."""
    who = courante()
    if who.compte_id is not None:
        st.caption(f"Au journal : {citer(who.signature)}.")
        return who.signature
    return st.text_input(
        "Votre fonction, pour le journal (obligatoire)",
        key=cle,
        placeholder="Équipe données de l'ANCT",
        max_chars=80,
        autocomplete="organization-title",
    ).strip()


def executer(titre: Markdown, verbe: str, *positionnels: str, auteur: str, **options: Valeur) -> Evenement | None:
    """The result of a verb, or None when it refused: its reason is then on the screen. Words as for ``lancer``.

    What it published is what is served from then on: nothing is drawn in between from what was before.
    """
    if not auteur:
        st.error(SANS_AUTEUR)
        return None
    say = _a_voix_haute(titre)
    with st.status(titre, expanded=True) as status:
        try:
            who = courante()
            who.exiger_verbe(verbe)
            running = lancer(verbe, *positionnels, auteur=auteur, compte=who.compte_id, origine=who.origine, **options)
            for event in running:
                if "etape" in event:
                    say(str(event["etape"]))
                    status.update(label=f"{titre} : {citer(event['etape'])}")
                else:
                    with suppress(PublicationAbsente, PublicationIllisible):
                        guichet.rattraper()
                    say("fait")
                    status.update(label=f"{titre} : fait", state="complete", expanded=False)
                    return cast(Evenement, event["resultat"])
        except (AccesRefuse, DepotRefuse) as error:
            status.update(label=f"{titre} : refusé", state="error")
            st.error(citer(error))
    return None


def _a_voix_haute(titre: Markdown) -> Callable[[str], None]:
    """Says a step to who does not see the status, which Streamlit gives no voice."""
    place, run, ranks = st.container(gap=None), time.monotonic_ns(), count()

    def say(etape: str) -> None:
        with place:
            annonce(f"{titre} : {etape}.", f"{run}-{next(ranks)}")

    return say


def puis_relire(result: object) -> None:
    """What a verb that did not refuse has changed: draw the page again with what is there now."""
    if result is not None:
        st.rerun()
