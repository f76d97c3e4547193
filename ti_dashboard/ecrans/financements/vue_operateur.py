"""The card of one body (Q5): projects, amounts by kind, territories covered or not, referent."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.financements import tableaux_operateur as tableaux
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import SANS_OBJET, accord, euros, nombre, taux
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.barres import COULEURS_ECHELLE
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.mots_des_tuiles import montants_connus
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs import ECHELLE
from ti_dashboard.programme.libelles import dire
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import TableauCompose

FAITS = (
    Colonne("libelle", "De quoi"),
    Colonne("valeur", "Combien"),
    Colonne("couverture", "Connus et inconnus", absent="—"),
)
SUJET = ("territoire", "territoire", "territoire_id")
SANS_CHIFFRE = "Un nom souligné ouvre sa fiche."
HAUTEUR = 420


def carte(contexte: Contexte, actuel: Releve) -> None:
    """Drawn when exactly one body is chosen."""
    name = contexte.vocabulaire.listes["operateur"][contexte.choix.operateurs[0]]
    missing = tableaux.non_couverts(contexte, {})
    st.subheader(f"Fiche opérateur : {citer(name)}", anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _faits(contexte, actuel)
    with right:
        _couverture(len(tableaux.couverture(contexte)), len(missing.lignes))
    _non_couverts(contexte, missing)


def _faits(contexte: Contexte, actuel: Releve) -> None:
    """Its figures one under the other, each open on its lines."""
    note = "Ces natures de montant ne s'additionnent jamais. « 0,00 € » : aucune ligne livrée."
    screen = vierge("", "")
    screen["blocs"] = [
        tables.table(
            "operateur-faits",
            "",
            FAITS,
            faits(actuel),
            _chiffre,
            f"{note} {tables.MODE_D_EMPLOI_CHIFFRES}",
            alt="Ce que fait cet opérateur, par phase",
        )
    ]
    dessiner_planche(contexte, signer(screen), "operateur-faits")


def faits(actuel: Releve) -> list[Ligne]:
    """Projects, then the amounts of each kind; ``chiffre`` names what a row shows."""
    engaged = actuel["nb_projets_engages"]
    projects: list[Ligne] = [
        {
            "chiffre": "nb_projets",
            "libelle": "Projets avec au moins une ligne, demande comprise",
            "valeur": nombre(actuel["nb_projets"].valeur),
        },
        {
            "chiffre": "nb_projets_engages",
            "libelle": "dont avec un engagement en vigueur de cet opérateur",
            "valeur": SANS_OBJET if engaged.sans_objet else nombre(engaged.valeur),
            "couverture": engaged.sans_objet,
        },
    ]
    amounts = [
        {
            "chiffre": ECHELLE[kind],
            "libelle": dire("type_montant", kind),
            "valeur": euros(actuel[ECHELLE[kind]].valeur),
            "couverture": montants_connus(actuel[ECHELLE[kind]]),
        }
        for kind in COULEURS_ECHELLE
    ]
    return [*projects, *amounts]


def _chiffre(row: Ligne, cle: str) -> Chiffre | None:
    return Chiffre(str(row["chiffre"])) if cle == "valeur" else None


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
        if not missing.lignes:
            st.markdown("Tous les territoires du programme, dans ces filtres, ont au moins un engagement en vigueur.")
            return
        screen = vierge("", "")
        drawn = tables.table(
            "non-couverts",
            "",
            missing.colonnes,
            missing.lignes,
            lambda _row, _cle: None,
            SANS_CHIFFRE,
            SUJET,
            HAUTEUR,
            suit=missing.suit,
            alt=missing.titre,
        )
        screen["blocs"] = [drawn]
        dessiner_planche(contexte, signer(screen), "operateur-non-couverts")
        telechargements.boutons(tableaux.NON_COUVERTS, contexte)
