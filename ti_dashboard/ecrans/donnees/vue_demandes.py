"""What waits for a second person, above every leaf of Données: agree, or say why not."""

import streamlit as st

from ti_dashboard.acces import deux_personnes
from ti_dashboard.acces.actions import PUBLIER
from ti_dashboard.cadre import atelier
from ti_dashboard.cadre.personne import courante, magasin
from ti_dashboard.dossier.journal import GESTES
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import instant
from ti_dashboard.live import demandes
from ti_dashboard.live.demandes import DemandeDAccord


def dessiner() -> None:
    if not (deux_personnes.sont_exigees() and courante().peut(PUBLIER)):
        return
    try:
        waiting = demandes.en_attente(magasin())
    except TableauDeBordError as error:
        st.error(citer(error))
        return
    for one in waiting:
        with st.container(border=True):
            _une(one)


def _une(one: DemandeDAccord) -> None:
    words = " ".join(word for word in one.geste.mots if not word.startswith(("--vue", "--oui")))
    st.markdown(
        f":orange-badge[Accord attendu] **{citer(GESTES[one.geste.verbe])}** {citer(words)} · demandé par "
        f"{citer(one.demandeur)} le {instant(one.demandee_le)}."
    )
    named = f"{citer(GESTES[one.geste.verbe])} {citer(words)}, demandé par {citer(one.demandeur)}"
    is_mine = one.compte_id == courante().compte_id
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if is_mine:
            st.markdown("Une autre personne de l'équipe données doit l'accorder.", width="content")
        elif st.button("Accorder", key=f"accorder_{one.demande_id}", type="primary", help=f"Accorder : {named}"):
            _executer(Markdown("Accord"), accorder=str(one.demande_id))
        label = "Reprendre la demande" if is_mine else "Refuser"
        with st.popover(label, key=f"refus_demande_{one.demande_id}", help=f"{label} : {named}"):
            why = st.text_input("Motif (obligatoire)", key=f"motif_demande_{one.demande_id}", max_chars=300)
            if st.button("Ne pas le faire", key=f"refuser_demande_{one.demande_id}"):
                _executer(Markdown("Refus"), refuser=str(one.demande_id), motif=why)


def _executer(titre: Markdown, **options: str) -> None:
    atelier.puis_relire(atelier.executer(titre, "demandes", auteur=courante().signature, **options))
