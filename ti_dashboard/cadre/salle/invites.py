"""Who came with the code of a séance sees its screens: where the room is, its steps, those of its decisions."""

from collections.abc import Iterator, Mapping

import streamlit as st

from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.comite import place
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.live import ecrans_montres, seances, sessions
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte

# What the boards of this screen say and open, for a guest.
MONTRES = "textes_montres"


def faire_suivre() -> None:
    """A guest follows: their browser is where the room is, whatever their address said."""
    code = courante().seance_code
    if code is not None and propres.lire(SUIVRE) != code:
        propres.ecrire(SUIVRE, code)


def est_hors_de_la_seance(contexte: Contexte) -> bool:
    """Whether a guest is at a screen that their séance does not show: nothing of it is for them."""
    code = courante().seance_code
    if code is None:
        return False
    st.session_state[MONTRES] = set()
    seance = seances.lire(magasin(), code)
    return not place.est_montre(
        contexte.vocabulaire, suivi.adresse_vue(contexte), ecrans_montres.adresses(magasin(), seance)
    )


def dire_hors_de_la_seance() -> None:
    """The reason, and the way back, instead of the screen."""
    seance = seances.lire(magasin(), courante().seance_code or "")
    if seance.est_brouillon:
        # The line of who follows says when it begins.
        return
    st.info(f"Cet écran n'est pas de la séance « {citer(seance.titre)} » : votre code n'ouvre que les siens.")
    st.button("Revenir à l'écran de la salle", key="revenir_salle", on_click=suivi.aller, args=(seance.adresse,))


def retenir(ecran: Ecran) -> None:
    """What a board of this screen opens: a guest may ask where that comes from, and nothing else."""
    if courante().seance_code is not None:
        st.session_state[MONTRES] = st.session_state.get(MONTRES, set()) | set(_textes(ecran))


def _textes(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping | list | tuple):
        for one in part.values() if isinstance(part, Mapping) else part:
            yield from _textes(one)


def laisse_le_chiffre(chiffre: Chiffre) -> bool:
    """Whether who is here may open the lines behind a figure: a guest, of those that the screen of the room shows."""
    return courante().seance_code is None or chiffre.ecrire() in st.session_state.get(MONTRES, set())


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
