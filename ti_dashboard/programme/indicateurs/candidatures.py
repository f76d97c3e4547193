"""Indicators of the call for applications: files, what is missing in them, territories and members that come again."""

from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs.modele import Indicateur, Sens

_FILTRES = LIEUX
_DEPOSEES = "candidatures déposées à l'arrêté"

# identifier → label, definition, formula, part of the files it retains, denominator, sense
_DOSSIERS: dict[str, tuple[str, str, str, str, str | None, Sens]] = {
    "nb_candidatures": (
        "Candidatures connues",
        "Dossiers de candidature connus à l'arrêté, à déposer compris. Le nombre de candidatures de 2023 n'a pas été "
        "publié.",
        "dossiers dont un état est connu", "connues", None, "neutre",
    ),
    "nb_candidatures_deposees": (
        "Candidatures déposées",
        "Dossiers déposés sur la plateforme et qui n'en ont pas été retirés, quel que soit ce qu'ils sont devenus. Le "
        "nombre de candidatures de 2023 n'a pas été publié.",
        "dossiers en construction, en instruction ou traités", "deposees", "dossiers connus", "hausse",
    ),
    "nb_candidatures_retenues": (
        "Candidatures retenues", "Dossiers acceptés sur la plateforme de dépôt.",
        "dossiers dont le dernier état connu est « acceptée »", "retenues", _DEPOSEES, "neutre",
    ),
    "nb_candidatures_nouvelles": (
        "Retenues, entièrement nouvelles",
        "Dossiers acceptés dont le programme dit le territoire nouveau : aucune population n'était en phase I. À "
        "distinguer du solde net.",
        "dossiers acceptés dont la décision est « retenue, nouvelle »", "nouvelles", "candidatures retenues", "neutre",
    ),
    "nb_candidatures_sans_binome": (
        "Sans binôme",
        "Dossiers déposés qui disent n'avoir pas de binôme élu-industriel. Ceux qui n'en disent rien sont comptés à "
        "part, inconnus.",
        "dossiers déposés dont le binôme est « non »", "sans_binome", _DEPOSEES, "baisse",
    ),
    "nb_candidatures_sans_avis_region": (
        "Sans avis régional",
        "Dossiers passés en instruction, et non classés sans suite, dont l'avis du conseil régional n'est pas connu.",
        "dossiers en instruction, acceptés ou refusés sans avis régional connu", "sans_avis_region", _DEPOSEES,
        "baisse",
    ),
    "nb_candidatures_plus_de_quatre": (
        "Plus de quatre membres",
        "Dossiers déposés de plus de quatre membres. C'est un avertissement, pas une erreur : la règle annoncée est de "
        "quatre intercommunalités au plus, et des lauréats publics la dépassent.",
        "dossiers déposés dont la liste de membres dépasse quatre", "plus_de_quatre", _DEPOSEES, "neutre",
    ),
    "nb_candidatures_partagees": (
        "Membre dans deux dossiers",
        "Dossiers déposés et non classés sans suite dont un membre figure aussi dans un autre. C'est une erreur : une "
        "intercommunalité ne peut pas être dans deux territoires.",
        "dossiers dont un SIREN figure dans un autre dossier", "partagees", _DEPOSEES, "baisse",
    ),
}  # fmt: skip
_MEMBRES = {
    "nb_membres_maintenus": (
        "Membres qui candidatent de nouveau", "Membres d'un territoire de phase I présents dans un dossier déposé.",
        "SIREN de phase I présents dans un dossier déposé", "maintenu",
    ),
    "nb_membres_entrants": (
        "Membres entrants", "Membres d'un dossier déposé qui n'étaient dans aucun territoire de phase I.",
        "SIREN d'un dossier déposé absents de la phase I", "entrant",
    ),
    "nb_membres_sortants": (
        "Membres sortants",
        "Membres d'un territoire de phase I qui ne sont dans aucun dossier déposé. Ils sont comparés par SIREN : une "
        "commune dont l'intercommunalité candidate paraît sortante, et l'intercommunalité entrante.",
        "SIREN de phase I absents des dossiers déposés", "sortant",
    ),
}  # fmt: skip
_SOURCE = "Dossiers de la plateforme de dépôt, consolidés dans le registre"

CANDIDATURES = (
    *(
        Indicateur(
            key, label, definition, formula, "dossiers", _FILTRES, denominateur=over, sens=sense, source=_SOURCE,
            lignes="lignes_candidatures", selection={"volet": part},
        )
        for key, (label, definition, formula, part, over, sense) in _DOSSIERS.items()
    ),
    Indicateur(
        "nb_territoires_recandidats",
        "Territoires de phase I qui candidatent de nouveau",
        "Territoires de la phase I dont un membre au moins figure dans un dossier déposé.",
        "territoires de phase I dont un SIREN est dans un dossier déposé",
        "territoires",
        _FILTRES,
        denominateur="territoires de la phase I à l'arrêté",
        source=_SOURCE,
        lignes="lignes_membres",
        selection={"volet": "recandidats"},
        sujet="territoire_id",
    ),
    *(
        Indicateur(
            key, label, definition, formula, "membres", _FILTRES, sens="neutre", source=_SOURCE,
            lignes="lignes_membres", selection={"volet": movement},
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
)  # fmt: skip
