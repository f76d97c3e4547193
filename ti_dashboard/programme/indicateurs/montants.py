"""Indicators of money: kinds of amounts stay apart."""

from ti_dashboard.programme.colonnes import ACTE, LIEU, ORIGINE, PROJET, Colonne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.programme.indicateurs.modele import ETAT_OPERATEURS, TOUS_FINANCEURS, Indicateur, Tuile
from ti_dashboard.programme.indicateurs.sorte import LIGNE, Sorte, scellee
from ti_dashboard.programme.libelles import dire

_FILTRES = TOUS

INDICATEURS = (
    Indicateur(
        "montant_engage",
        "Engagé, État et opérateurs",
        "Décisions fermes de financement de l'État et de ses opérateurs, corrections comprises. Les annulations "
        "ne sont pas déduites : elles ont leur propre ligne. Les régions et les autres cofinanceurs n'y sont pas.",
        "Σ montants de nature « engagé » des financeurs État et opérateurs",
        "euros",
        _FILTRES,
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("engage",), "categories": ETAT_OPERATEURS},
    ),
    Indicateur(
        "montant_engage_regions_comprises",
        "Engagé, tous financeurs",
        "La même somme, tous financeurs publics : État, opérateurs, conseils régionaux et autres cofinanceurs "
        "(collectivités, Union européenne). Ce n'est pas le même indicateur que l'engagé de l'État et des opérateurs.",
        "Σ montants de nature « engagé » de tous les financeurs publics",
        "euros",
        _FILTRES,
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("engage",), "categories": TOUS_FINANCEURS},
    ),
    Indicateur(
        "montant_paye",
        "Payé, tous financeurs",
        "Sommes effectivement versées aux bénéficiaires par tous les financeurs publics : État, opérateurs, régions et "
        "autres cofinanceurs (collectivités, Union européenne).",
        "Σ montants de nature « payé » de tous les financeurs publics",
        "euros",
        _FILTRES,
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("paye",), "categories": TOUS_FINANCEURS},
    ),
    Indicateur(
        "montant_paye_etat_operateurs",
        "Payé, État et opérateurs",
        "Sommes effectivement versées aux bénéficiaires par l'État et ses opérateurs : le périmètre de l'engagé, "
        "État et opérateurs. Les régions et les autres cofinanceurs n'y sont pas.",
        "Σ montants de nature « payé » des financeurs État et opérateurs",
        "euros",
        _FILTRES,
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("paye",), "categories": ETAT_OPERATEURS},
    ),
    Indicateur(
        "part_payee",
        "Payé sur engagé, tous financeurs",
        "Part de l'engagé, annulations non déduites, qui est effectivement versée, tous financeurs publics. Sans objet "
        "quand l'engagé net est nul ou négatif.",
        "payé ÷ engagé, régions et autres cofinanceurs compris",
        "part",
        _FILTRES,
        denominateur="engagé, régions et autres cofinanceurs compris",
        lignes="lignes_montants",
        agregat="rapport",
        selection={"types": ("paye", "engage"), "categories": TOUS_FINANCEURS},
    ),
    Indicateur(
        "montant_fleche",
        dire("type_montant", "fleche"),
        "Part d'un autre dispositif dirigée vers le programme (Territoires d'innovation en 2019). Jamais "
        "additionnée à l'engagé.",
        "Σ montants de nature « fléché »",
        "euros",
        _FILTRES,
        sens="neutre",
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("fleche",), "categories": TOUS_FINANCEURS},
        tuile=Tuile("financements", "par un autre dispositif", groupe="apart"),
    ),
    Indicateur(
        "montant_annule_etat_operateurs",
        "Annulé, État et opérateurs",
        "Engagements de l'État et de ses opérateurs retirés, gelés ou désengagés, à part de l'engagé.",
        "Σ montants de nature « annulé » des financeurs État et opérateurs",
        "euros",
        _FILTRES,
        sens="neutre",
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": ("annule",), "categories": ETAT_OPERATEURS},
    ),
    *(
        Indicateur(
            f"montant_{kind}",
            dire("type_montant", kind),
            definition,
            f"Σ montants de nature « {dire('type_montant', kind).lower()} » de tous les financeurs publics",
            "euros",
            _FILTRES,
            sens="neutre",
            lignes="lignes_montants",
            agregat="somme",
            selection={"types": (kind,), "categories": TOUS_FINANCEURS},
            tuile=own,
        )
        for kind, definition, own in (
            ("annonce", "Enveloppes annoncées publiquement pour le programme, avant toute décision.", None),
            ("demande", "Somme des demandes de financement reçues par les financeurs.", None),
            ("conventionne", "Montants inscrits dans une convention ou un contrat signés.", None),
            (
                "annule",
                "Engagements retirés, gelés ou désengagés, à part de l'engagé.",
                Tuile("financements", "à part, non déduit de l'engagé"),
            ),
        )
    ),
)

# kind of amount → the indicator that sums it over every public funder, in the order of the ladder
ECHELLE = {
    "annonce": "montant_annonce",
    "fleche": "montant_fleche",
    "demande": "montant_demande",
    "engage": "montant_engage_regions_comprises",
    "conventionne": "montant_conventionne",
    "paye": "montant_paye",
    "annule": "montant_annule",
}


def _matieres(indicateur: Indicateur) -> tuple[str, ...]:
    # A line without its amount is one that was told.
    return ("engage",) if "manques" in indicateur.selection else indicateur.selection["types"]


_COLONNES = (
    Colonne("montant_eur", "Montant", "euros"),
    ACTE,
    PROJET,
    Colonne("nature_montant", "Nature"),
    Colonne("operateur", "Financeur"),
    Colonne("instrument", "Dispositif"),
    Colonne("nature_aide", "Nature d'aide"),
    Colonne("intitule", "Projet", absent="sans projet"),
    *LIEU,
    Colonne("date_effet", "Date d'effet", "jour"),
    Colonne("cause", "Cause"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_montants",
        _COLONNES,
        LIGNE,
        LIGNE,
        scellee("montants", "compte somme rapport", "types categories manques", sujet="projet_id", territoire=True),
        _matieres,
        "montant_eur",
        bilan="montants_bilan",
        est_en_euros=True,
        precisions="territoire instrument nature projet panier rattachement sans perimetre",
    ),
)
