"""Indicators of territories."""

from ti_dashboard.programme.colonnes import ORIGINE, RATTACHE, Colonne
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs.modele import Choix, Indicateur
from ti_dashboard.programme.indicateurs.seuils import PROGRAMME, Bornes, Seuil, ni_vrai, parmi, parmi_ou, vrai
from ti_dashboard.programme.indicateurs.sorte import Sorte, scellee

_FILTRES = LIEUX

INDICATEURS = (
    Indicateur(
        "nb_territoires",
        "Territoires",
        "Territoires d'industrie dans le programme à la date d'arrêté, pour la phase choisie. Un territoire "
        "interrégional compte une fois, dans sa région chef de file.",
        "nombre de territoires entrés et non sortis",
        "territoires",
        _FILTRES,
        sens="neutre",
        selection={"choix": "tous", "famille": "demarche"},
    ),
    Indicateur(
        "nb_territoires_engages",
        "Territoires engagés",
        "Territoires dont le plan d'actions est en finalisation ou au-delà : ceux qui ont signé un protocole ou "
        "un contrat, plus ceux qui finalisent leur plan. C'est la définition du programme en septembre 2019.",
        "signés (protocole ou contrat) + en finalisation (plan en finalisation ou validé par la région)",
        "territoires",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté, état inconnu compris",
        selection={"choix": "engages", "famille": "demarche"},
    ),
    Indicateur(
        "taux_territoires_engages",
        "Part des territoires engagés",
        "Territoires engagés rapportés aux territoires du programme à la même date.",
        "territoires engagés ÷ territoires",
        "part",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté, état inconnu compris",
        selection={"choix": "tous", "famille": "demarche"},
        agregat="taux",
        numerateur="est_engage",
    ),
    Indicateur(
        "nb_territoires_non_engages",
        "Territoires non engagés",
        "Territoires du programme dont le plan d'actions n'est pas encore en finalisation, état inconnu compris.",
        "territoires − territoires engagés",
        "territoires",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté, état inconnu compris",
        sens="baisse",
        selection={"choix": "non_engages", "famille": "demarche"},
    ),
    Indicateur(
        "nb_territoires_signes",
        "Territoires ayant signé",
        "Territoires qui ont signé un protocole ou un contrat de Territoire d'industrie.",
        "dernier jalon connu = protocole signé ou contrat signé",
        "territoires",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté",
        selection={"choix": "signes", "famille": "demarche"},
    ),
    Indicateur(
        "taux_territoires_signes",
        "Part des territoires ayant signé",
        "Territoires qui ont signé un protocole ou un contrat, rapportés aux territoires du programme à la même date.",
        "territoires ayant signé ÷ territoires",
        "part",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté, état inconnu compris",
        selection={"choix": "tous", "famille": "demarche"},
        agregat="taux",
        numerateur="est_signe",
    ),
    Indicateur(
        "nb_territoires_binome",
        "Territoires avec un binôme",
        "Territoires dont le binôme élu-industriel est désigné. L'absence d'information n'est pas une absence de "
        "binôme : elle est comptée à part, inconnue.",
        "dernier jalon connu de la famille binôme = désigné",
        "territoires",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté",
        selection={"choix": "binome", "famille": "binome"},
    ),
    Indicateur(
        "nb_regions_toutes_engagees",
        "Régions dont tous les territoires sont engagés",
        "Régions chefs de file dont chaque territoire est engagé.",
        "régions où territoires engagés = territoires",
        "régions",
        # A region is engaged by all its territories: those of a smaller place alone would not tell it.
        ("region",),
        denominateur="régions chefs de file d'au moins un territoire",
        selection={"choix": "regions_engagees", "famille": "demarche"},
        sujet="code_region",
    ),
    Indicateur(
        "nb_territoires_entierement_nouveaux",
        "Territoires entièrement nouveaux",
        "Territoires de la phase II dont aucune population n'était dans un territoire de la phase I. À distinguer "
        "du solde net (183 − 149 = 34).",
        "territoires de phase II sans territoire lié en phase I",
        "territoires",
        _FILTRES,
        denominateur="territoires de la phase II",
        sens="neutre",
        source="Périmètres ANCT, filiation calculée par la population",
        selection={"choix": "nouveaux", "famille": "demarche"},
    ),
    Indicateur(
        "nb_territoires_appuyes",
        "Territoires appuyés",
        "Territoires fragiles retenus pour un chef de projet cofinancé pendant deux ans. La liste est une "
        "décision, jamais un calcul.",
        "dernier jalon connu de la famille appui = retenu",
        "territoires",
        _FILTRES,
        denominateur="territoires du programme à l'arrêté",
        sens="neutre",
        selection={"choix": "appuyes", "famille": "appui"},
    ),
)

_ETATS: dict[Choix, tuple[Seuil, ...]] = {
    "tous": (),
    "nouveaux": (),
    "engages": (Seuil("est_engage", vrai, "jalon"),),
    "regions_engagees": (Seuil("est_engage", vrai, "jalon"),),
    "non_engages": (Seuil("est_engage", ni_vrai, "jalon"),),
    "signes": (Seuil("est_signe", vrai, "jalon"),),
    "binome": (Seuil("jalon", parmi("binome_designe"), "jalon"),),
    "appuyes": (Seuil("jalon", parmi("appui_retenu"), "jalon"),),
}


def _seuils(bound: Bornes, _touche: bool) -> tuple[Seuil, ...]:
    states = (Seuil("jalon", parmi_ou("etat_inconnu", bound["etats"]), "jalon"),) if bound["etats"] else ()
    return (PROGRAMME, *_ETATS[bound["choix"]], *states)


def _matieres(indicateur: Indicateur) -> tuple[str, ...]:
    is_told = indicateur.numerateur or indicateur.selection["choix"] not in ("tous", "nouveaux")
    return ("jalon",) if is_told else ()


_COLONNES = (
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("regions", "Région"),
    Colonne("etat", "État"),
    Colonne("binome", "Binôme"),
    Colonne("motif_blocage", "Motif"),
    Colonne("date_effet", "Date d'effet", "jour"),
    Colonne("territoire_id", "Code du territoire"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_territoires",
        _COLONNES,
        ("territoire_id",),
        ("territoire_id",),
        scellee(
            "territoires",
            "compte taux",
            "choix famille",
            sujet="code_region",
            numerateurs="est_engage est_signe",
            regles="est_engage est_signe",
            territoire=True,
        ),
        _matieres,
        bilan="territoires_bilan",
        faits="faits_territoires",
        seuils=_seuils,
        genre="jalon",
        precisions="territoire etat perimetre",
    ),
)
