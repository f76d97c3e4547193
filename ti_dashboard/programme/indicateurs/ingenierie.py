"""Indicators of engineering support: posts of project managers, projects since the support, days without news."""

from ti_dashboard.programme.filtres import LIEUX, TOUS
from ti_dashboard.programme.indicateurs.modele import Indicateur, Sens

_FILTRES = LIEUX
_PROJETS = TOUS
_SUIVIS = "postes suivis : ceux qui sont connus, et un par territoire appuyé dont le poste est inconnu"

# state of a post → identifier, label, what it means, sense
ETATS_POSTE: dict[str, tuple[str, str, str, Sens]] = {
    "pourvu": ("nb_postes_pourvus", "Postes pourvus", "Un chef de projet est en poste.", "hausse"),
    "ouvert": (
        "nb_postes_ouverts", "Recrutements en cours",
        "Le poste est ouvert, personne n'est encore en poste. À ne pas confondre avec « pourvu » : certains chiffres "
        "publics confondent les deux.", "neutre",
    ),
    "vacant": ("nb_postes_vacants", "Postes vacants", "Le chef de projet est parti, à remplacer.", "baisse"),
    "fin": ("nb_postes_fin", "Fins de financement", "Le cofinancement du poste est terminé.", "neutre"),
    "inconnu": (
        "nb_postes_inconnus", "Postes inconnus",
        "Le territoire est appuyé, et aucun émetteur n'a dit où en est son poste.", "baisse",
    ),
}  # fmt: skip

POSTES = (
    Indicateur(
        "nb_postes",
        "Postes de chef de projet suivis",
        "Postes cofinancés de chef de projet connus à l'arrêté, terminés compris, et un par territoire appuyé dont le "
        "poste est inconnu. Aucun nom de personne n'est tenu.",
        "postes connus + territoires appuyés sans poste connu",
        "postes",
        _FILTRES,
        sens="neutre",
        lignes="lignes_postes",
        selection={"postes": ()},
    ),
    *(
        Indicateur(
            indicateur_id,
            label,
            f"{meaning} Dernier état connu de chaque poste à l'arrêté.",
            f"postes dont le dernier état connu est « {label.lower()} »" if state != "inconnu"
            else "territoires appuyés sans aucun événement de poste connu",
            "postes",
            _FILTRES,
            denominateur=_SUIVIS,
            sens=sense,
            lignes="lignes_postes",
            selection={"postes": (state,)},
        )
        for state, (indicateur_id, label, meaning, sense) in ETATS_POSTE.items()
    ),
    Indicateur(
        "nb_postes_pourvus_ou_ouverts",
        "Chefs de projet",
        "Postes pourvus et recrutements en cours, ensemble : les deux états que confondent les chiffres publics. "
        "Dernier état connu de chaque poste à l'arrêté.",
        "postes pourvus + recrutements en cours",
        "postes",
        _FILTRES,
        denominateur=_SUIVIS,
        lignes="lignes_postes",
        selection={"postes": ("pourvu", "ouvert")},
    ),
)  # fmt: skip

DEPUIS = (
    Indicateur(
        "nb_projets_avant_appui",
        "Projets d'avant l'appui",
        "Projets recensés à l'arrêté dans les territoires appuyés, remontés au plus tard le jour où le territoire a "
        "été retenu. Un appui terminé depuis compte encore.",
        "projets recensés dont la remontée ne suit pas la décision d'appui",
        "projets",
        _PROJETS,
        sens="neutre",
        lignes="lignes_projets_appui",
        selection={"moments": ("avant",)},
    ),
    Indicateur(
        "nb_projets_bouge_appui",
        "Projets qui ont bougé depuis l'appui",
        "Projets recensés des territoires appuyés qui ont, après la décision d'appui, changé de statut ou reçu un "
        "engagement, une convention ou un paiement. Les projets remontés depuis y sont.",
        "projets avec un statut ou un financement daté d'après la décision d'appui",
        "projets",
        _PROJETS,
        lignes="lignes_projets_appui",
        selection={"moments": ("bouge",)},
    ),
    Indicateur(
        "nb_jours_sans_nouvelle",
        "Jours sans nouvelle",
        "Jours entre le dernier jalon connu d'un territoire, toutes familles, et l'arrêté. Sur plusieurs territoires, "
        "la médiane. Un territoire sans aucun jalon est inconnu.",
        "médiane des jours entre le dernier jalon connu et l'arrêté",
        "jours",
        _FILTRES,
        denominateur="territoires dont au moins un jalon est connu",
        sens="baisse",
        lignes="lignes_nouvelles",
        agregat="mediane",
    ),
)

INGENIERIE = (*POSTES, *DEPUIS)
