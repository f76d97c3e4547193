"""Indicators of what is left to pay, of delays, and of what became of the announced envelopes."""

from ti_dashboard.programme.colonnes import ACTE, LIEU, ORIGINE, PROJET, Colonne
from ti_dashboard.programme.filtres import TOUS
from ti_dashboard.programme.indicateurs.modele import ETAT_OPERATEURS, TOUS_FINANCEURS, Indicateur
from ti_dashboard.programme.indicateurs.sorte import LIGNE, Sorte, dit, scellee
from ti_dashboard.programme.libelles import dire

_FILTRES = TOUS

RESTE = Indicateur(
    "montant_reste_a_payer",
    "Reste à payer",
    "Ce qui est engagé, moins ce qui est annulé, moins ce qui est payé, par projet et financeur (par territoire quand "
    "il n'y a pas de projet), régions, autres cofinanceurs et garanties compris. Un dossier dont un montant est "
    "inconnu est compté à part. L'âge est celui du premier engagement, en mois révolus : six mois jour pour jour "
    "entrent dans « De 6 à moins de 12 mois ». Qui change de classe d'âge entre deux arrêtés compte en périmètre.",
    "Σ engagé − annulé − payé, des dossiers dont tous les montants sont connus",
    "euros",
    _FILTRES,
    sens="neutre",
    lignes="lignes_reste",
    agregat="somme",
)

# kinds of amount that a step goes from and to → identifier, label, how they are said
_ETAPES = {
    ("demande", "engage"): (
        "delai_demande_engage",
        "Demande → engagement",
        "la première demande",
        "le premier engagement",
    ),
    ("engage", "conventionne"): (
        "delai_engage_conventionne",
        "Engagement → convention",
        "le premier engagement",
        "la première convention",
    ),
    ("conventionne", "paye"): (
        "delai_conventionne_paye",
        "Convention → 1er paiement",
        "la première convention",
        "le premier paiement",
    ),
}
DELAIS = {"-".join(kinds): names[0] for kinds, names in _ETAPES.items()}
_NATURES_DES_DELAIS = {names[0]: kinds for kinds, names in _ETAPES.items()}

_DELAIS = (
    Indicateur(
        indicateur_id,
        label,
        f"Jours entre {start} et {end}, par projet et financeur. Les dossiers qui attendent encore et ceux dont les "
        "dates sont inversées n'y sont pas : le délai réel est plus long.",
        f"médiane des jours entre {start} et {end}",
        "jours",
        _FILTRES,
        denominateur="dossiers qui ont les deux dates, dans l'ordre",
        sens="baisse",
        lignes="lignes_delais",
        agregat="mediane",
        selection={"etapes": ("-".join(kinds),)},
    )
    for kinds, (indicateur_id, label, start, end) in _ETAPES.items()
)

_NATURES = {kind: dire("type_montant", kind).lower() for kind in ("annonce", "engage", "annule", "paye")}

_ENVELOPPES = tuple(
    Indicateur(
        f"enveloppe_{kind}",
        f"Enveloppe : {label}, État et opérateurs",
        f"Montants de nature « {label} » de l'État et de ses opérateurs pour une phase du programme, France entière. "
        "Ne suit aucun filtre.",
        f"Σ montants de nature « {label} » de l'État et des opérateurs",
        "euros",
        (),
        sens="neutre",
        lignes="lignes_montants",
        agregat="somme",
        selection={"types": (kind,), "categories": ETAT_OPERATEURS},
    )
    for kind, label in _NATURES.items()
)

_PARTS = tuple(
    Indicateur(
        f"part_enveloppe_{kind}",
        f"{label.capitalize()} ÷ annoncé",
        f"Part de l'enveloppe annoncée que représente le montant {label} par l'État et ses opérateurs, "
        "annulations non déduites. Au-delà de 100 %, l'annonce est dépassée, pas dépensée deux fois.",
        f"{label} ÷ annoncé, de la même phase",
        "part",
        (),
        denominateur="enveloppe annoncée de la phase",
        sens="neutre",
        lignes="lignes_montants",
        agregat="rapport",
        selection={"types": (kind, "annonce"), "categories": ETAT_OPERATEURS},
    )
    for kind, label in ((kind, _NATURES[kind]) for kind in ("engage", "paye"))
)

_INCONNUS = tuple(
    Indicateur(
        indicateur_id,
        "Montants inconnus",
        f"Lignes d'engagement, d'annulation ou de paiement de {perimeter} livrées sans montant. Une ligne sans montant "
        "n'est jamais comptée pour zéro.",
        "nombre de lignes engagées, annulées ou payées sans montant",
        "lignes",
        followed,
        sens="baisse",
        lignes="lignes_montants",
        selection={"types": ("engage", "annule", "paye"), "categories": categories, "manques": ("montant",)},
    )
    for indicateur_id, perimeter, followed, categories in (
        ("nb_montants_inconnus", "tous les financeurs publics", _FILTRES, TOUS_FINANCEURS),
        ("enveloppe_nb_inconnus", "l'État et de ses opérateurs", (), ETAT_OPERATEURS),
    )
)

INDICATEURS = (RESTE, *_DELAIS, *_ENVELOPPES, *_PARTS, *_INCONNUS)

_COLONNES_RESTE = (
    Colonne("reste", "Compte pour", "euros", absent="à part, reste inconnu"),
    ACTE,
    PROJET,
    Colonne("nature_montant", "Nature"),
    Colonne("montant_livre", "Montant livré", "euros"),
    Colonne("operateur", "Financeur"),
    Colonne("intitule", "Projet", absent="sans projet"),
    *LIEU,
    Colonne("date_engagement", "Premier engagement", "jour"),
    Colonne("date_effet", "Date d'effet", "jour"),
    Colonne("cause", "Cause"),
    *ORIGINE,
)
_COLONNES_DELAIS = (
    Colonne("nb_jours", "Jours", "entier", absent="—"),
    Colonne("situation", "Situation", code="delai"),
    PROJET,
    Colonne("intitule", "Projet"),
    Colonne("operateur", "Financeur"),
    Colonne("date_debut", "Début", "jour"),
    Colonne("date_effet", "Fin", "jour", absent="—"),
    Colonne("reference_debut", "Référence de l'acte du début"),
    Colonne("reference", "Référence de l'acte", absent="—"),
    Colonne("fichier_debut", "Fichier du début"),
    Colonne("feuille_debut", "Feuille du début"),
    Colonne("ligne_debut", "Ligne du début", "entier"),
    *ORIGINE,
)
SORTES = (
    Sorte(
        "lignes_reste",
        _COLONNES_RESTE,
        LIGNE,
        ("sujet_id", "famille_id"),
        scellee("reste", "somme"),
        dit("engage", "paye"),
        "reste",
        ("dossier connu", "dossiers connus"),
        sur="dossiers_reste",
        bilan="financements_reste",
        solde="est_solde",
        precisions="age",
    ),
    Sorte(
        "lignes_delais",
        _COLONNES_DELAIS,
        ("projet_id", "famille_id"),
        ("projet_id", "famille_id"),
        scellee("delais", "mediane", "etapes"),
        lambda indicateur: _NATURES_DES_DELAIS[indicateur.indicateur_id],
        "nb_jours",
        ("dossier mesuré", "dossiers mesurés"),
        ("sans délai", "sans délai"),
        "dossiers_delais",
        "financements_delais",
        precisions="",
    ),
)
