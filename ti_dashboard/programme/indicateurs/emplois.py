"""Indicators of jobs: a forecast is not a result, created is not consolidated; none is ever added to another."""

from ti_dashboard.programme.colonnes import LIEU, ORIGINE, PROJET, Colonne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.programme.indicateurs.sorte import Sorte, dit, scellee
from ti_dashboard.programme.libelles import libelles

_FILTRES = TOUS

TYPES = {code: label.lower() for code, label in libelles("type_emploi").items()}
ETATS = {code: label.lower() for code, label in libelles("etat_emploi").items()}
_SENS = {
    "prevus": "que le porteur prévoit : une prévision n'est pas un résultat",
    "conventionnes": "inscrits dans une convention : un engagement n'est pas un résultat",
    "constates": "constatés, vérifiés ou non",
}


def emplois(etat: str, kind: str) -> str:
    """Identifier of the indicator of one état and one type of jobs."""
    return f"nb_emplois_{etat}_{kind}"


VERIFIES = Indicateur(
    "nb_projets_verifies",
    "Projets aux emplois vérifiés",
    "Projets recensés dont au moins un nombre d'emplois constatés, créés ou confortés, a été constaté par un "
    "vérificateur désigné par sa fonction. Un projet compte une fois.",
    "projets avec un nombre constaté et un vérificateur",
    "projets",
    _FILTRES,
    denominateur="projets recensés",
    lignes="lignes_emplois",
    selection={"emploi_types": (), "emploi_etats": ("constates",), "verifies": True},
    sujet="projet_id",
)

INDICATEURS = (
    *(
        Indicateur(
            emplois(etat, kind),
            f"Emplois {said}, {state}",
            f"Emplois {said} {_SENS[etat]}. Dernière déclaration connue de chaque projet recensé ; un projet sans "
            "déclaration est inconnu, pas nul. Ne s'additionne à aucun autre nombre d'emplois.",
            f"Σ emplois {said} {state}, dernière valeur connue de chaque projet recensé",
            "emplois",
            _FILTRES,
            denominateur="projets recensés, connus et inconnus",
            lignes="lignes_emplois",
            agregat="somme",
            selection={"emploi_types": (kind,), "emploi_etats": (etat,), "verifies": False},
        )
        for kind, said in TYPES.items()
        for etat, state in ETATS.items()
    ),
    VERIFIES,
)

COLONNES = (
    Colonne("nombre", "Emplois", "entier"),
    Colonne("intitule", "Projet"),
    *LIEU,
    Colonne("type_emploi", "Type", code="type_emploi"),
    Colonne("etat_emploi", "État", code="etat_emploi"),
    Colonne("verificateur", "Vérifié par", absent="non vérifié"),
    Colonne("date_effet", "Date d'effet", "jour", absent="—"),
    PROJET,
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_emplois",
        COLONNES,
        ("projet_id", "type_emploi", "etat_emploi"),
        ("projet_id",),
        scellee("emplois", "compte somme", "emploi_types emploi_etats verifies", sujet="projet_id", territoire=True),
        dit("emploi"),
        "nombre",
        ("projet connu", "projets connus"),
        sur="emplois_connus",
        bilan="projets_emplois",
        precisions="territoire projet",
    ),
)
