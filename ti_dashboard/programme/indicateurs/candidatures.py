"""Indicators of the call for applications: files, what is missing in them, territories and members that come again."""

from ti_dashboard.programme.colonnes import ORIGINE, RATTACHE, Colonne
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs.modele import Indicateur, Sens
from ti_dashboard.programme.indicateurs.seuils import Bornes, Seuil, connu, faux, parmi, parmi_ou, vrai
from ti_dashboard.programme.indicateurs.sorte import Sorte, dit, scellee

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

INDICATEURS = (
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

_DEPOSEE, _ACCEPTEE = Seuil("est_deposee", vrai), Seuil("statut", parmi("acceptee"))
# part of the applications a figure retains → what a fact must leave
_VOLETS = {
    "deposees": (_DEPOSEE,),
    "retenues": (_ACCEPTEE,),
    "nouvelles": (_ACCEPTEE, Seuil("decision", parmi("nouvelle"))),
    "sans_binome": (_DEPOSEE, Seuil("a_binome", faux)),
    "sans_avis_region": (
        Seuil("statut", parmi("en_instruction", "acceptee", "refusee")), Seuil("avis_region", lambda v: v is None),
    ),
    "plus_de_quatre": (_DEPOSEE, Seuil("nb_membres", lambda value: (value or 0) > 4)),
    "partagees": (Seuil("est_partage", vrai),),
}  # fmt: skip
# what narrows applications: column of a fact, parameter, code that stands for nothing known
_RESSERRES = (
    ("statut", "statuts_dossier", ""), ("decision", "decisions", "aucune"), ("avis_prefet", "avis_prefet", "inconnu"),
    ("avis_region", "avis_region", "inconnu"),
)  # fmt: skip


def _seuils(bound: Bornes, _touche: bool) -> tuple[Seuil, ...]:
    return (
        Seuil("statut", connu),
        *_VOLETS.get(str(bound["volet"]), ()),
        *(Seuil(column, parmi_ou(none, bound[name])) for column, name, none in _RESSERRES if bound[name]),
    )


_COLONNES = (
    Colonne("numero_dossier", "Dossier"),
    Colonne("intitule", "Territoire candidat"),
    Colonne("region", "Région"),
    Colonne("statut_dit", "État"),
    Colonne("nb_membres", "Membres", "entier"),
    Colonne("membres_partages", "Aussi dans un autre dossier", absent="—"),
    Colonne("a_binome", "Binôme", "oui_non"),
    Colonne("avis_prefet_dit", "Avis du préfet", absent="inconnu"),
    Colonne("avis_region_dit", "Avis de la région", absent="inconnu"),
    Colonne("decision_dite", "Décision", absent="aucune"),
    Colonne("date_depot", "Déposé le", "jour", absent="non déposé"),
    Colonne("date_effet", "Dans cet état depuis le", "jour"),
    *ORIGINE,
)
_COLONNES_MEMBRES = (
    Colonne("nom", "Membre"),
    Colonne("siren", "SIREN"),
    Colonne("mouvement_dit", "Mouvement"),
    Colonne("territoire", "Territoire de phase I", absent="aucun"),
    Colonne("intitule", "Candidature", absent="aucune"),
    Colonne("numero_dossier", "Dossier", absent="—"),
    Colonne("region", "Région"),
    *ORIGINE,
)
_COLONNES_SOLDE = (
    Colonne("compte", "Compte pour", "entier"),
    Colonne("phase_dite", "Phase"),
    Colonne("territoire", "Territoire"),
    RATTACHE,
    Colonne("regions", "Région"),
    Colonne("date_effet", "Entré le", "jour"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_candidatures", _COLONNES, ("numero_dossier",), ("numero_dossier",),
        scellee("candidatures", "compte", "volet"), dit("candidature"), faits="faits_candidatures", seuils=_seuils,
        suit_les_candidatures=True,
    ),
    Sorte(
        "lignes_membres", _COLONNES_MEMBRES, ("siren",), ("siren",),
        scellee("membres", "compte", "volet", sujet="territoire_id", territoire=True), dit("candidature"),
        suit_les_candidatures=True,
    ),
    Sorte(
        "lignes_solde", _COLONNES_SOLDE, ("phase", "territoire_id"), ("phase", "territoire_id"),
        scellee("solde", "somme"), dit(), "compte", ("territoire connu", "territoires connus"), est_perimetre=True,
        suit_les_candidatures=True,
    ),
)  # fmt: skip
