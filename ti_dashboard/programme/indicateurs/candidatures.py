"""Indicators of the call for applications: files, and what is missing in them."""

from ti_dashboard.programme.colonnes import ORIGINE, Colonne
from ti_dashboard.programme.filtres import LIEUX
from ti_dashboard.programme.indicateurs.modele import DOSSIERS, Indicateur, Sens, Tuile
from ti_dashboard.programme.indicateurs.regles import Regle
from ti_dashboard.programme.indicateurs.seuils import Bornes, Seuil, connu, parmi_ou
from ti_dashboard.programme.indicateurs.sorte import Sorte, dit, scellee

_FILTRES = LIEUX
_DEPOSEES = "candidatures déposées à l'arrêté"

_DEPOSEE, _ACCEPTEE = Regle("est_deposee", (True,)), Regle("statut", ("acceptee",))
_INSTRUITE = Regle("statut", ("en_instruction", "acceptee", "refusee"))


def _dossiers(
    key: str,
    label: str,
    definition: str,
    formula: str,
    over: str | None,
    sense: Sens,
    regles: tuple[Regle, ...] = (),
    parmi: tuple[Regle, ...] = (),
    tuile: Tuile | None = None,
) -> Indicateur:
    """A count of files: ``regles``, what one of them holds; ``parmi``, what those of its denominator (``over``) do."""
    return Indicateur(
        key,
        label,
        definition,
        formula,
        "dossiers",
        _FILTRES,
        denominateur=over,
        sens=sense,
        source=DOSSIERS,
        lignes="lignes_candidatures",
        regles=regles,
        parmi=parmi,
        tuile=tuile,
    )


INDICATEURS = (
    _dossiers(
        "nb_candidatures",
        "Candidatures connues",
        "Dossiers de candidature connus à l'arrêté, à déposer compris. Le nombre de candidatures de 2023 n'a pas été "
        "publié.",
        "dossiers dont un état est connu",
        None,
        "neutre",
    ),
    _dossiers(
        "nb_candidatures_deposees",
        "Candidatures déposées",
        "Dossiers déposés sur la plateforme et qui n'en ont pas été retirés, quel que soit ce qu'ils sont devenus. Le "
        "nombre de candidatures de 2023 n'a pas été publié.",
        "dossiers en construction, en instruction ou traités",
        "dossiers connus",
        "hausse",
        (_DEPOSEE,),
    ),
    _dossiers(
        "nb_candidatures_retenues",
        "Candidatures retenues",
        "Dossiers acceptés sur la plateforme de dépôt.",
        "dossiers dont le dernier état connu est « acceptée »",
        _DEPOSEES,
        "neutre",
        (_ACCEPTEE,),
        (_DEPOSEE,),
    ),
    _dossiers(
        "nb_candidatures_nouvelles",
        "Retenues, entièrement nouvelles",
        "Dossiers acceptés dont le programme dit le territoire nouveau : aucune population n'était en phase I. À "
        "distinguer du solde net.",
        "dossiers acceptés dont la décision est « retenue, nouvelle »",
        "candidatures retenues",
        "neutre",
        (_ACCEPTEE, Regle("decision", ("nouvelle",))),
        (_ACCEPTEE,),
    ),
    _dossiers(
        "nb_candidatures_sans_binome",
        "Sans binôme",
        "Dossiers déposés qui disent n'avoir pas de binôme élu-industriel. Ceux qui n'en disent rien sont comptés à "
        "part, inconnus.",
        "dossiers déposés dont le binôme est « non »",
        _DEPOSEES,
        "baisse",
        (_DEPOSEE, Regle("a_binome", (False,))),
        (_DEPOSEE,),
    ),
    _dossiers(
        "nb_candidatures_sans_avis_region",
        "Sans avis régional",
        "Dossiers passés en instruction, et non classés sans suite, dont l'avis du conseil régional n'est pas connu.",
        "dossiers en instruction, acceptés ou refusés sans avis régional connu",
        _DEPOSEES,
        "baisse",
        (_INSTRUITE, Regle("avis_region", (None,))),
        (_DEPOSEE,),
    ),
    _dossiers(
        "nb_candidatures_plus_de_quatre",
        "Plus de quatre membres",
        "Dossiers déposés de plus de quatre membres. C'est un avertissement, pas une erreur : la règle annoncée est de "
        "quatre intercommunalités au plus, et des lauréats publics la dépassent.",
        "dossiers déposés dont la liste de membres dépasse quatre",
        _DEPOSEES,
        "neutre",
        (_DEPOSEE, Regle("nb_membres", au_moins=5)),
        (_DEPOSEE,),
        Tuile("candidatures", "avertissement, pas une erreur", ("déposée", "déposées")),
    ),
    _dossiers(
        "nb_candidatures_partagees",
        "Membre dans deux dossiers",
        "Dossiers déposés et non classés sans suite dont un membre figure aussi dans un autre. C'est une erreur : une "
        "intercommunalité ne peut pas être dans deux territoires.",
        "dossiers dont un SIREN figure dans un autre dossier",
        _DEPOSEES,
        "baisse",
        (Regle("est_partage", (True,)),),
        (_DEPOSEE,),
        Tuile("candidatures", "erreur à corriger", ("déposée", "déposées")),
    ),
)

# what narrows applications: column of a fact, parameter, code that stands for nothing known
_RESSERRES = (
    ("statut", "statuts_dossier", ""),
    ("decision", "decisions", "aucune"),
    ("avis_prefet", "avis_prefet", "inconnu"),
    ("avis_region", "avis_region", "inconnu"),
)


def _seuils(bound: Bornes, _touche: bool) -> tuple[Seuil, ...]:
    return (
        Seuil("statut", connu),
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
    Colonne("avis_prefet", "Avis du préfet", absent="inconnu", code="avis"),
    Colonne("avis_region", "Avis de la région", absent="inconnu", code="avis"),
    Colonne("decision", "Décision", absent="aucune", code="decision"),
    Colonne("date_depot", "Déposé le", "jour", absent="non déposé"),
    Colonne("date_effet", "Dans cet état depuis le", "jour"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_candidatures",
        _COLONNES,
        ("numero_dossier",),
        ("numero_dossier",),
        scellee(
            "candidatures", "compte", regles="statut est_deposee decision avis_region a_binome nb_membres est_partage"
        ),
        dit("candidature"),
        faits="faits_candidatures",
        seuils=_seuils,
        suit_les_candidatures=True,
        precisions="dossier statut_dossier decision avis_prefet avis_region",
    ),
)
