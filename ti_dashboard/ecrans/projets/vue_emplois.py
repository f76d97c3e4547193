"""Jobs (Q8): how many, forecast or observed, who verified them; and their lines to download."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.ecrans.projets.tableaux import EMPLOIS, bilan_des_emplois
from ti_dashboard.langue.formats import accord, jour, nombre, taux
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    """What the blocks above cannot say: who verified, in a sentence, and the lines."""
    rows = bilan_des_emplois(contexte, contexte.choix.arrete)
    st.subheader("Combien d'emplois, et qui les a vérifiés ?", anchor=False)
    if not rows:
        st.markdown("Aucun projet recensé pour ces filtres : il n'y a pas d'emploi à compter.")
        return
    st.markdown(_verifies(rows[0]["nb_projets_verifies"], rows[0]["nb_projets"], contexte.choix))
    telechargements.boutons(EMPLOIS, contexte)


def _verifies(verified: int, total: int, choix: Filtres) -> str:
    """A rate with its denominator, and « 0 vérifié » said plainly."""
    if not verified:
        return (
            f"**0 vérifié** : au {jour(choix.arrete)}, aucun projet recensé ({nombre(total)}) n'a d'emploi "
            "constaté par un vérificateur. Les nombres prévus et conventionnés ne sont pas des résultats."
        )
    return (
        f"**{accord(verified, 'projet')} sur {accord(total, 'recensé')}, soit {taux(verified / total)}**, "
        f"{'a' if verified < 2 else 'ont'} au moins un chiffre constaté par un vérificateur, {choix.arrete_en_mots()}."
    )
