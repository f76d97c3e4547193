"""Indicators of engineering support: posts of project managers, projects since the support, days without news."""

from ti_dashboard.programme.colonnes import ORIGINE, PROJET, RATTACHE, Colonne
from ti_dashboard.programme.filtres import LIEUX, TOUS
from ti_dashboard.programme.indicateurs.modele import Indicateur, Sens
from ti_dashboard.programme.indicateurs.seuils import DECLARE, PROGRAMME, Bornes, Seuil, parmi_ou, vrai
from ti_dashboard.programme.indicateurs.sorte import Sorte, dit, scellee
from ti_dashboard.programme.libelles import formes

_FILTRES = LIEUX
_SUIVIS = "postes suivis : ceux qui sont connus, et un par territoire appuyé dont le poste est inconnu"

# state of a post → identifier, label around the words of the schema, what it means, sense
ETATS_POSTE: dict[str, tuple[str, str, str, Sens]] = {
    "pourvu": ("nb_postes_pourvus", "Postes {}", "Un chef de projet est en poste.", "hausse"),
    "ouvert": (
        "nb_postes_ouverts",
        "{}",
        "Le poste est ouvert, personne n'est encore en poste. À ne pas confondre avec « pourvu » : certains chiffres "
        "publics confondent les deux.",
        "neutre",
    ),
    "vacant": ("nb_postes_vacants", "Postes {}", "Le chef de projet est parti, à remplacer.", "baisse"),
    "fin": ("nb_postes_fin", "{}", "Le cofinancement du poste est terminé.", "neutre"),
    "inconnu": (
        "nb_postes_inconnus",
        "Postes {}",
        "Le territoire est appuyé, et aucun émetteur n'a dit où en est son poste.",
        "baisse",
    ),
}

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
            label.format(formes("etat_poste", state)[1]).capitalize(),
            f"{meaning} Dernier état connu de chaque poste à l'arrêté.",
            f"postes dont le dernier état connu est « {formes('etat_poste', state)[0]} »"
            if state != "inconnu"
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
)

DEPUIS = (
    Indicateur(
        "nb_projets_avant_appui",
        "Projets d'avant l'appui",
        "Projets recensés à l'arrêté dans les territoires appuyés, remontés au plus tard le jour où le territoire a "
        "été retenu. Un appui terminé depuis compte encore.",
        "projets recensés dont la remontée ne suit pas la décision d'appui",
        "projets",
        TOUS,
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
        TOUS,
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

INDICATEURS = (*POSTES, *DEPUIS)


def _seuils_postes(bound: Bornes, _touche: bool) -> tuple[Seuil, ...]:
    """A post in the states counted, any of them where none is named; a territory that is supported has an unknown one.

    Its state stands apart from the support: a post known late, since before the support, has never been unknown.
    """
    states = bound["postes"] or tuple(ETATS_POSTE)
    return (PROGRAMME, Seuil("est_suivi", vrai, "poste"), Seuil("etat_poste", parmi_ou("inconnu", states), "poste"))


def _seuils_projets(bound: Bornes, _touche: bool) -> tuple[Seuil, ...]:
    moved = (Seuil("a_bouge", vrai),) if "bouge" in bound["moments"] else ()
    return (DECLARE, Seuil("est_appuye", vrai), Seuil("est_compte", vrai), *moved)


_COLONNES_POSTES = (
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("regions", "Région"),
    Colonne("etat_poste", "État du poste", code="etat_poste"),
    Colonne("date_effet", "Depuis le", "jour"),
    Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
    Colonne("taux_cofinancement", "Part de l'État", "taux"),
    Colonne("cause", "Cause", absent="—"),
    *ORIGINE,
)
_COLONNES_NOUVELLES = (
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("nb_jours", "Jours sans nouvelle", "entier"),
    Colonne("jalon", "Dernier jalon connu", absent="aucun"),
    Colonne("date_effet", "Date d'effet", "jour"),
    Colonne("regions", "Région"),
    *ORIGINE,
)
_COLONNES_PROJETS = (
    PROJET,
    Colonne("intitule", "Projet"),
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("fait", "Fait"),
    Colonne("date_effet", "Date d'effet", "jour"),
    Colonne("date_appui", "Territoire retenu le", "jour"),
    Colonne("date_remontee", "Remonté le", "jour"),
    Colonne("statut", "Statut à l'arrêté"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_postes",
        _COLONNES_POSTES,
        ("territoire_id", "poste_id"),
        ("territoire_id", "poste_id"),
        scellee("postes", "compte", "postes", territoire=True),
        dit("poste"),
        bilan="postes_bilan",
        faits="faits_postes",
        seuils=_seuils_postes,
    ),
    # A project has moved whoever paid.
    Sorte(
        "lignes_projets_appui",
        _COLONNES_PROJETS,
        ("projet_id",),
        ("projet_id",),
        scellee("appui", "compte", "moments", territoire=True),
        dit("jalon"),
        faits="faits_projets",
        faits_de_tous=True,
        seuils=_seuils_projets,
    ),
    Sorte(
        "lignes_nouvelles",
        _COLONNES_NOUVELLES,
        ("territoire_id",),
        ("territoire_id",),
        scellee("nouvelles", "mediane", mesures="valeurs_seules", territoire=True),
        dit("jalon"),
        "nb_jours",
        ("territoire connu", "territoires connus"),
    ),
)
