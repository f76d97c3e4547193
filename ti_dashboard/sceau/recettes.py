"""Recipes: what a seal covers, table by table, column by column, and how each value is written.

A recipe never changes once an arrêté was signed with it: a new column, a new table, another form enter a new recipe,
and the arrêtés signed before are verified with theirs, for ever. A column no recipe names is not part of the seal.
"""

from dataclasses import dataclass

from ti_dashboard.errors import PublicationIllisible

# Rows of an arrêté: events known at its closing and in effect at its date; what was received by then; what it froze.
EVENEMENT = "date_connaissance <= a.cloture AND date_effet <= a.arrete"
RECUE = "date_connaissance <= a.cloture"
FIGE = "arrete_id = a.arrete"


@dataclass(frozen=True)
class TableSignee:
    """One table as a recipe signs it: the rows it retains, and its columns in order, each with its form."""

    table: str
    retenues: str
    colonnes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Recette:
    """``tables`` are signed as sets of rows; ``chiffres``, the sealed figures, indicator by indicator."""

    nom: str
    tables: tuple[TableSignee, ...]
    chiffres: TableSignee


def _contenu(table: str, retenues: str, colonnes: str) -> TableSignee:
    """``colonnes``: « name:form », the form « texte » when none is said."""
    pairs = (word.partition(":") for word in colonnes.split())
    return TableSignee(table, retenues, tuple((name, form or "texte") for name, _, form in pairs))


_ORIGINE = "date_effet:jour date_connaissance:jour cause livraison_id ligne:entier"

V1 = Recette(
    "v1",
    (
        _contenu(
            "livraison",
            RECUE,
            "livraison_id nature emetteur date_reception:jour date_connaissance:jour sha256 est_demonstration:booleen",
        ),
        _contenu("perimetre", EVENEMENT, f"phase:entier territoire_id mouvement {_ORIGINE}"),
        _contenu("jalon", EVENEMENT, f"phase:entier territoire_id jalon motif_blocage {_ORIGINE}"),
        _contenu(
            "projet",
            EVENEMENT,
            f"projet_id phase:entier territoire_id intitule axe_id themes:liste cout_total_eur:euros {_ORIGINE}",
        ),
        _contenu("projet_statut", EVENEMENT, f"projet_id statut {_ORIGINE}"),
        _contenu(
            "flux",
            EVENEMENT,
            "reference phase:entier projet_id territoire_id operateur_id instrument_id type_montant nature_aide "
            f"montant_eur:euros {_ORIGINE}",
        ),
        _contenu("emploi", EVENEMENT, f"projet_id type_emploi etat_emploi nombre:entier verificateur {_ORIGINE}"),
        _contenu(
            "poste",
            EVENEMENT,
            "poste_id phase:entier territoire_id etat_poste date_fin_financement:jour taux_cofinancement:flottant "
            f"{_ORIGINE}",
        ),
        _contenu(
            "candidature",
            EVENEMENT,
            "numero_dossier phase:entier intitule code_region code_departement territoire_id membres:liste "
            "date_depot:jour date_construction:jour date_instruction:jour date_traitement:jour statut avis_prefet "
            f"avis_region decision a_binome:booleen {_ORIGINE}",
        ),
        _contenu(
            "etat_territoire",
            FIGE,
            "phase:entier territoire_id code_region etat est_engage:booleen est_signe:booleen "
            "date_dernier_jalon:jour motif_blocage a_binome:booleen est_appuye:booleen",
        ),
        _contenu(
            "etat_projet",
            FIGE,
            "projet_id phase:entier territoire_id code_region intitule axe_id themes:liste cout_total_eur:euros statut "
            "est_compte:booleen date_statut:jour date_remontee:jour",
        ),
        _contenu(
            "etat_flux",
            FIGE,
            "phase:entier projet_id territoire_id code_region themes:liste operateur_id famille_id categorie "
            "instrument_id type_montant nature_aide montant_eur:euros date_effet:jour livraison_id ligne:entier",
        ),
        _contenu(
            "etat_candidature",
            FIGE,
            "numero_dossier phase:entier intitule code_region code_departement territoire_id membres:liste "
            "date_depot:jour date_construction:jour date_instruction:jour date_traitement:jour statut avis_prefet "
            "avis_region decision a_binome:booleen date_effet:jour livraison_id ligne:entier",
        ),
    ),
    _contenu(
        "chiffre_scelle",
        FIGE,
        "phase:entier indicateur_id version:entier perimetre valeur:dix_decimales connus:entier inconnus:entier "
        "denominateur:dix_decimales",
    ),
)

# What an arrêté was told with: populations, names, perimeters, vocabularies and their vintages. A figure rests on them.
_REFERENCE = (
    _contenu("fige_region", FIGE, "code_region nom est_outre_mer:booleen population:entier"),
    _contenu("fige_departement", FIGE, "code_departement nom code_region"),
    _contenu("fige_groupement", FIGE, "siren nom nature population:entier code_region_principale"),
    _contenu(
        "fige_territoire",
        FIGE,
        "phase:entier territoire_id nom code_region population:entier nb_communes:entier "
        "est_entierement_nouveau:booleen",
    ),
    _contenu("fige_territoire_region", FIGE, "phase:entier territoire_id code_region est_chef_de_file:booleen"),
    _contenu("fige_territoire_filiation", FIGE, "territoire_id_1 territoire_id_2"),
    _contenu(
        "fige_territoire_groupement",
        FIGE,
        "phase:entier territoire_id siren nom nature code_region population:entier",
    ),
    _contenu("fige_operateur", FIGE, "operateur_id nom categorie famille_id date_debut:jour date_fin:jour role"),
    _contenu("fige_famille_operateur", FIGE, "famille_id libelle"),
    _contenu("fige_instrument", FIGE, "instrument_id libelle panier remarque"),
    _contenu("fige_axe", FIGE, "axe_id phase:entier libelle"),
    _contenu("fige_theme", FIGE, "theme_id libelle ordre:entier"),
    _contenu("fige_levier", FIGE, "levier_id libelle ordre:entier instruments:liste remarque"),
    _contenu("fige_type_jalon", FIGE, "jalon famille rang:entier libelle est_engage:booleen est_signe:booleen"),
    _contenu("fige_statut_projet", FIGE, "statut rang:entier libelle est_compte:booleen est_sortie:booleen"),
    _contenu("fige_statut_candidature", FIGE, "statut rang:entier libelle est_deposee:booleen est_traitee:booleen"),
    _contenu("fige_type_montant", FIGE, "type_montant rang:entier libelle definition"),
    _contenu("fige_nature_aide", FIGE, "nature_aide libelle"),
    _contenu("fige_millesime", FIGE, "objet libelle"),
)
V2 = Recette("v2", (*V1.tables, *_REFERENCE), V1.chiffres)

RECETTES = {"v1": V1, "v2": V2}
COURANTE = "v2"


def recette(nom: str) -> Recette:
    """Raises PublicationIllisible when this version of the application does not know the recipe."""
    if nom not in RECETTES:
        raise PublicationIllisible(
            f"Cette publication est scellée avec la recette {nom}, plus récente que cette version de l'application : "
            "mettez l'application à jour."
        )
    return RECETTES[nom]


def signe_la_reference(nom: str) -> bool:
    """Whether the seals of this recipe cover the names, populations and perimeters an arrêté was told with."""
    return set(_REFERENCE) <= set(recette(nom).tables)
