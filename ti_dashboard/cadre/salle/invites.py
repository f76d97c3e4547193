"""Who came with the code of a séance sees its screens: where the room is, its steps, those of its decisions."""

from datetime import date

import streamlit as st

from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.salle import place, suivi
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.live import decisions, etapes, seances, sessions
from ti_dashboard.live.seances import Seance
from ti_dashboard.questions.contexte import Contexte


def faire_suivre() -> None:
    """A guest follows: their browser is where the room is, whatever their address said."""
    code = courante().seance_code
    if code is not None and propres.lire(SUIVRE) != code:
        propres.ecrire(SUIVRE, code)


def arreter_hors_de_la_seance(contexte: Contexte) -> bool:
    """Say it, and the way back, instead of a screen that their séance does not show."""
    code = courante().seance_code
    if code is None:
        return False
    store = magasin()
    seance = seances.lire(store, code)
    if place.est_montre(contexte, suivi.adresse_vue(contexte), _ecrans(seance)):
        return False
    st.info(f"Cet écran n'est pas de la séance « {citer(seance.titre)} » : votre code n'ouvre que les siens.")
    st.button("Revenir à l'écran de la salle", key="revenir_salle", on_click=suivi.aller, args=(seance.adresse,))
    return True


def _ecrans(seance: Seance) -> list[str]:
    store = magasin()
    steps = [step.adresse for step in etapes.lister(store, seance.code)]
    taken = [one.adresse for one in decisions.lister(store, date.min, seance.code)]
    return [seance.adresse, *steps, *taken]


def dessiner(seance: Seance) -> None:
    """For the presenter: how many came with the code, and whether it still lets in."""
    store = magasin()
    count = sessions.nb_invites(store, seance.code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{accord(count, 'invité entré', 'invités entrés')} avec le code.", width="content")
        if seance.fermee_aux_invites_le is None:
            st.button(
                "Renvoyer les invités et fermer le code",
                key="renvoyer_invites",
                type="tertiary",
                on_click=lambda: sessions.renvoyer_les_invites(magasin(), seance.code),
            )
        else:
            st.markdown(":orange-badge[Code fermé] Il ne laisse plus entrer personne.", width="content")
            st.button(
                "Rouvrir le code",
                key="accueillir_invites",
                type="tertiary",
                on_click=lambda: sessions.accueillir_les_invites(magasin(), seance.code),
            )
