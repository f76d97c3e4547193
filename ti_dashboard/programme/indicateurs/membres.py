"""Indicators of the territories and members that apply again, and of the balance of the two phases."""

from ti_dashboard.programme.colonnes import ORIGINE, RATTACHE, Colonne
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs.modele import DOSSIERS, Indicateur
from ti_dashboard.programme.indicateurs.sorte import Sorte, dit, scellee

_FILTRES = LIEUX
# identifier → label, definition, formula, movement it retains
_MEMBRES = {
    "nb_membres_maintenus": (
        "Membres qui candidatent de nouveau",
        "Membres d'un territoire de phase I présents dans un dossier déposé.",
        "SIREN de phase I présents dans un dossier déposé",
        "maintenu",
    ),
    "nb_membres_entrants": (
        "Membres entrants",
        "Membres d'un dossier déposé qui n'étaient dans aucun territoire de phase I.",
        "SIREN d'un dossier déposé absents de la phase I",
        "entrant",
    ),
    "nb_membres_sortants": (
        "Membres sortants",
        "Membres d'un territoire de phase I qui ne sont dans aucun dossier déposé. Ils sont comparés par SIREN : une "
        "commune dont l'intercommunalité candidate paraît sortante, et l'intercommunalité entrante.",
        "SIREN de phase I absents des dossiers déposés",
        "sortant",
    ),
}

INDICATEURS = (
    Indicateur(
        "nb_territoires_recandidats",
        "Territoires de phase I qui candidatent de nouveau",
        "Territoires de la phase I dont un membre au moins figure dans un dossier déposé.",
        "territoires de phase I dont un SIREN est dans un dossier déposé",
        "territoires",
        _FILTRES,
        denominateur="territoires de la phase I à l'arrêté",
        source=DOSSIERS,
        lignes="lignes_membres",
        selection={"volet": "recandidats"},
        sujet="territoire_id",
    ),
    *(
        Indicateur(
            key,
            label,
            definition,
            formula,
            "membres",
            _FILTRES,
            sens="neutre",
            source=DOSSIERS,
            lignes="lignes_membres",
            selection={"volet": movement},
        )
        for key, (label, definition, formula, movement) in _MEMBRES.items()
    ),
    Indicateur(
        "solde_net_territoires",
        "Solde net de territoires",
        "Territoires de la phase II moins territoires de la phase I, au même arrêté. À distinguer des territoires "
        "entièrement nouveaux : des territoires se sont scindés, réunis, ou n'ont pas de suite.",
        "territoires de phase II − territoires de phase I",
        "territoires",
        _FILTRES,
        sens="neutre",
        lignes="lignes_solde",
        agregat="somme",
    ),
)

_COLONNES = (
    Colonne("nom", "Membre"),
    Colonne("siren", "SIREN"),
    Colonne("mouvement", "Mouvement", code="mouvement_de_membre"),
    Colonne("territoire", "Territoire de phase I", absent="aucun"),
    Colonne("intitule", "Candidature", absent="aucune"),
    Colonne("numero_dossier", "Dossier", absent="—"),
    Colonne("region", "Région"),
    *ORIGINE,
)
_COLONNES_SOLDE = (
    Colonne("compte", "Compte pour", "entier"),
    Colonne("phase", "Phase", code="phase"),
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("regions", "Région"),
    Colonne("date_effet", "Entré le", "jour"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_membres",
        _COLONNES,
        ("siren",),
        ("siren",),
        scellee("membres", "compte", "volet", sujet="territoire_id", territoire=True),
        dit("candidature"),
        suit_les_candidatures=True,
    ),
    Sorte(
        "lignes_solde",
        _COLONNES_SOLDE,
        ("phase", "territoire_id"),
        ("phase", "territoire_id"),
        scellee("solde", "somme", mesures="valeurs_seules"),
        dit(),
        "compte",
        ("territoire connu", "territoires connus"),
        est_perimetre=True,
        suit_les_candidatures=True,
        precisions="",
    ),
)
