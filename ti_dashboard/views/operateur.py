"""The card of one body (Q5): projects, amounts by kind, territories covered or not, referent."""

import streamlit as st

from ti_dashboard.charts.barres import COULEURS_ECHELLE
from ti_dashboard.charts.tuiles import montants_connus
from ti_dashboard.colonnes import Colonne, en_textes
from ti_dashboard.filters import Filtres
from ti_dashboard.formats import accord, euros, nombre, taux
from ti_dashboard.indicateurs import ECHELLE
from ti_dashboard.mesures import Releve
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne, Publication
from ti_dashboard.views import telechargements

COLONNES = (
    Colonne("territoire", "Territoire"),
    Colonne("region", "Région"),
    Colonne("etat", "État"),
)


def carte(publication: Publication, choix: Filtres, actuel: Releve, bound: dict[str, object]) -> None:
    """Drawn when exactly one body is chosen."""
    name = vocabulaire(publication).noms()[choix.operateurs[0]]
    rows = poser(publication, "financements_operateur_couverture", **bound)
    missing = [r for r in rows if not r["est_couvert"]]
    st.subheader(f"Fiche opérateur : {name}", anchor=False)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _faits(actuel, rows, missing)
    with right:
        _montants(actuel)
    _non_couverts(publication, choix, name, missing)


def _faits(actuel: Releve, rows: tuple[Ligne, ...], missing: list[Ligne]) -> None:
    covered = len(rows) - len(missing)
    share = f", soit {taux(covered / len(rows))}" if rows else ""
    engaged = actuel["nb_projets_engages"]
    told = engaged.sans_objet or f"dont **{nombre(engaged.valeur)}** avec un engagement en vigueur"
    st.markdown(
        f"- **{accord(actuel['nb_projets'].valeur, 'projet touché', 'projets touchés')}**, {told}\n"
        f"- **{accord(covered, 'territoire couvert', 'territoires couverts')}** par au moins un engagement, sur "
        f"{nombre(len(rows))} du programme{share}\n"
        f"- **{accord(len(missing), 'territoire non couvert', 'territoires non couverts')}**\n"
        "- Référent désigné : **inconnu** — donnée non livrée"
    )


def _montants(actuel: Releve) -> None:
    table = [
        {"Nature": label, "Montant": euros(actuel[ECHELLE[kind]].valeur),
         "Connus et inconnus": montants_connus(actuel[ECHELLE[kind]])}
        for kind, (label, _) in COULEURS_ECHELLE.items()
    ]  # fmt: skip
    st.table(table, border="horizontal", hide_index=True)
    st.caption("Ces natures de montant ne s'additionnent jamais. « 0,00 € » : aucune ligne livrée.")


def _non_couverts(publication: Publication, choix: Filtres, name: str, missing: list[Ligne]) -> None:
    titre = f"Territoires sans engagement de {name}"
    with st.expander(f"{titre} : {nombre(len(missing))}"):
        if not missing:
            st.markdown("Tous les territoires du programme, dans ces filtres, ont au moins un engagement.")
            return
        st.dataframe(en_textes(COLONNES, missing), key="tableau-non-couverts", hide_index=True, alt=titre)
        entete = telechargements.notice(
            publication, choix, titre,
            ("Définition", "Territoire du programme sans aucune ligne d'engagement de cet organisme à l'arrêté, dans "
             "les filtres choisis ; un territoire interrégional compte dans sa région chef de file."),
        )  # fmt: skip
        telechargements.boutons("financements-non-couverts", entete, COLONNES, lambda: missing)
