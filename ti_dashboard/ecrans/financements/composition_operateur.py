"""The card of one body (Q5): its figures, and the territories where it commits nothing."""

from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.financements import tableaux_operateur as tableaux
from ti_dashboard.langue.formats import SANS_OBJET, euros, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.barres import COULEURS_ECHELLE
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.mots_des_tuiles import montants_connus
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.programme.indicateurs import ECHELLE
from ti_dashboard.programme.libelles import dire
from ti_dashboard.programme.mesures import Releve
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots

FAITS = (
    Colonne("libelle", "De quoi"),
    Colonne("valeur", "Combien"),
    Colonne("couverture", "Connus et inconnus", absent="—"),
)
NOTE = "Ces natures de montant ne s'additionnent jamais. « 0,00 € » : aucune ligne livrée."
SUJET = ("territoire", "territoire", "territoire_id")
SANS_CHIFFRE = "Un nom souligné ouvre sa fiche."
HAUTEUR = 420


def mesure_d_un_seul(contexte: Contexte) -> Releve | None:
    """What is measured of the body, where exactly one is chosen."""
    choix = contexte.choix
    return relever(contexte.publication, choix).get(choix.arrete) if len(choix.operateurs) == 1 else None


def faits(contexte: Contexte, _mots: Mots) -> Ecran | None:
    """Its figures one under the other, each open on its lines."""
    actuel = mesure_d_un_seul(contexte)
    if actuel is None:
        return None
    note = f"{NOTE} {tables.MODE_D_EMPLOI_CHIFFRES}"
    said = "Ce que fait cet opérateur, par phase"
    screen = vierge("", "")
    screen["blocs"] = [tables.table("operateur-faits", "", FAITS, _lignes(actuel), _chiffre, note, alt=said)]
    return signer(screen)


def _lignes(actuel: Releve) -> list[Ligne]:
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


def non_couverts(contexte: Contexte, mots: Mots) -> Ecran | None:
    missing = tableaux.non_couverts(contexte, mots) if mesure_d_un_seul(contexte) is not None else None
    if missing is None or not missing.lignes:
        return None
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
    return signer(screen)


OPERATEUR = (Composition("operateur-faits", faits), Composition("operateur-non-couverts", non_couverts))
