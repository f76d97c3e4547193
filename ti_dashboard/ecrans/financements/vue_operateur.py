"""The card of one body (Q5): projects, amounts by kind, territories covered or not, referent."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.financements import tableaux_operateur as tableaux
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord, nombre, taux
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import TableauCompose


def carte(contexte: Contexte) -> None:
    """Drawn when exactly one body is chosen."""
    name = contexte.vocabulaire.listes["operateur"][contexte.choix.operateurs[0]]
    missing = tableaux.non_couverts(contexte, {})
    st.subheader(f"Fiche opérateur : {citer(name)}", anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        dessiner_planche(contexte, "operateur-faits", {})
    with right:
        _couverture(len(tableaux.couverture(contexte)), len(missing.lignes))
    _non_couverts(contexte, missing)


def _couverture(total: int, missing: int) -> None:
    covered = total - missing
    share = f", soit {taux(covered / total)}" if total else ""
    st.markdown(
        f"- **{accord(covered, 'territoire couvert', 'territoires couverts')}** par au moins un engagement en vigueur, "
        f"sur {nombre(total)} du programme{share}\n"
        f"- **{accord(missing, 'territoire non couvert', 'territoires non couverts')}**\n"
        "- Référent désigné : **inconnu** — donnée non livrée"
    )


def _non_couverts(contexte: Contexte, missing: TableauCompose) -> None:
    with st.expander(f"{citer(missing.titre)} : {nombre(len(missing.lignes))}"):
        if dessiner_planche(contexte, "operateur-non-couverts", {}):
            telechargements.boutons(tableaux.NON_COUVERTS, contexte)
        else:
            st.markdown("Tous les territoires du programme, dans ces filtres, ont au moins un engagement en vigueur.")
