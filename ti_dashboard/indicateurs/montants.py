"""The catalogue: every indicator is declared here once, and tile, panel, table head and Méthode page read it.

``filtres`` names the shared filters an indicator follows; the others are said on its tile as not applied.
``version`` changes when a definition does, never silently. ``lignes`` is the question that lists what is behind the
figure and ``selection`` what it retains there, so that any figure can be opened down to the line it comes from.
"""

from dataclasses import dataclass, field
from typing import Literal

REGISTRE = "Livraisons de l'agence, des régions et des opérateurs, consolidées dans le registre"


@dataclass(frozen=True)
class Indicateur:
    indicateur_id: str
    libelle: str
    definition: str
    formule: str
    unite: str
    filtres: tuple[str, ...]
    denominateur: str | None = None
    sens: Literal["hausse", "baisse", "neutre"] = "hausse"
    source: str = REGISTRE
    version: int = 1
    lignes: str = "lignes_territoires"
    selection: dict[str, object] = field(default_factory=dict, hash=False)

    @property
    def est_montant(self) -> bool:
        return self.unite == "euros"


_TERRITOIRE = ("region",)
_PROJET = ("region", "theme", "operateur")
_MONTANT = ("region", "theme", "operateur")
ETAT_OPERATEURS = ("etat", "operateur")
TOUS_FINANCEURS = ("etat", "operateur", "region")

CATALOGUE: dict[str, Indicateur] = {
    i.indicateur_id: i
    for i in (
        Indicateur(
            "nb_territoires",
            "Territoires",
            "Territoires d'industrie dans le programme à la date d'arrêté, pour la phase choisie. Un territoire "
            "interrégional compte une fois, dans sa région chef de file.",
            "nombre de territoires entrés et non sortis",
            "territoires",
            _TERRITOIRE,
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
            _TERRITOIRE,
            denominateur="territoires du programme à l'arrêté, état inconnu compris",
            selection={"choix": "engages", "famille": "demarche"},
        ),
        Indicateur(
            "taux_territoires_engages",
            "Part des territoires engagés",
            "Territoires engagés rapportés aux territoires du programme à la même date.",
            "territoires engagés ÷ territoires",
            "part",
            _TERRITOIRE,
            denominateur="territoires du programme à l'arrêté, état inconnu compris",
            selection={"choix": "engages", "famille": "demarche"},
        ),
        Indicateur(
            "nb_territoires_signes",
            "Territoires ayant signé",
            "Territoires qui ont signé un protocole ou un contrat de Territoire d'industrie.",
            "dernier jalon connu = protocole signé ou contrat signé",
            "territoires",
            _TERRITOIRE,
            denominateur="territoires du programme à l'arrêté",
            selection={"choix": "signes", "famille": "demarche"},
        ),
        Indicateur(
            "nb_territoires_binome",
            "Territoires avec un binôme",
            "Territoires dont le binôme élu-industriel est désigné. L'absence d'information n'est pas une absence de "
            "binôme : elle est comptée à part, inconnue.",
            "dernier jalon connu de la famille binôme = désigné",
            "territoires",
            _TERRITOIRE,
            denominateur="territoires du programme à l'arrêté",
            selection={"choix": "binome", "famille": "binome"},
        ),
        Indicateur(
            "nb_regions_toutes_engagees",
            "Régions dont tous les territoires sont engagés",
            "Régions chefs de file dont chaque territoire est engagé.",
            "régions où territoires engagés = territoires",
            "régions",
            _TERRITOIRE,
            denominateur="régions chefs de file d'au moins un territoire",
            selection={"choix": "engages", "famille": "demarche"},
        ),
        Indicateur(
            "nb_territoires_entierement_nouveaux",
            "Territoires entièrement nouveaux",
            "Territoires de la phase II dont aucune population n'était dans un territoire de la phase I. À distinguer "
            "du solde net (183 − 149 = 34).",
            "territoires de phase II sans territoire lié en phase I",
            "territoires",
            _TERRITOIRE,
            denominateur="territoires de la phase II",
            sens="neutre",
            source="Périmètres ANCT, filiation calculée par la population",
            selection={"choix": "nouveaux", "famille": "demarche"},
        ),
        Indicateur(
            "nb_projets",
            "Projets",
            "Projets recensés à l'arrêté, de la remontée à la réalisation. Les projets refusés ou abandonnés n'y sont "
            "plus ; ceux dont le statut est inconnu y restent. Un projet cofinancé compte une fois.",
            "projets connus − refusés − abandonnés",
            "projets",
            _PROJET,
            lignes="lignes_projets",
            selection={"choix": "recenses"},
        ),
        Indicateur(
            "nb_projets_engages",
            "Projets avec un engagement",
            "Projets recensés qui ont au moins une décision de financement en vigueur de l'État ou d'un opérateur. "
            "Un projet cofinancé compte une fois.",
            "projets avec un engagement de l'État ou d'un opérateur, non annulé en totalité",
            "projets",
            _PROJET,
            denominateur="projets recensés",
            lignes="lignes_projets",
            selection={"choix": "engages"},
        ),
        Indicateur(
            "montant_engage",
            "Engagé, État et opérateurs",
            "Décisions fermes de financement de l'État et de ses opérateurs, corrections comprises. Les annulations "
            "ne sont pas déduites : elles ont leur propre ligne. Les régions n'y sont pas.",
            "Σ montants de nature « engagé » des financeurs État et opérateurs",
            "euros",
            _MONTANT,
            lignes="lignes_montants",
            selection={"types": ("engage",), "categories": ETAT_OPERATEURS},
        ),
        Indicateur(
            "montant_engage_regions_comprises",
            "Engagé, régions comprises",
            "La même somme, tous financeurs publics : État, opérateurs et conseils régionaux. Ce n'est pas le même "
            "indicateur que l'engagé de l'État et des opérateurs.",
            "Σ montants de nature « engagé » de tous les financeurs publics",
            "euros",
            _MONTANT,
            lignes="lignes_montants",
            selection={"types": ("engage",), "categories": TOUS_FINANCEURS},
        ),
        Indicateur(
            "montant_paye",
            "Payé, régions comprises",
            "Sommes effectivement versées aux bénéficiaires par tous les financeurs publics.",
            "Σ montants de nature « payé » de tous les financeurs publics",
            "euros",
            _MONTANT,
            lignes="lignes_montants",
            selection={"types": ("paye",), "categories": TOUS_FINANCEURS},
        ),
        Indicateur(
            "montant_fleche",
            "Fléché",
            "Part d'un autre dispositif dirigée vers le programme (Territoires d'innovation en 2019). Jamais "
            "additionnée à l'engagé.",
            "Σ montants de nature « fléché »",
            "euros",
            _MONTANT,
            sens="neutre",
            lignes="lignes_montants",
            selection={"types": ("fleche",), "categories": TOUS_FINANCEURS},
        ),
        *(
            Indicateur(
                f"montant_{kind}",
                label,
                definition,
                f"Σ montants de nature « {label.lower()} » de tous les financeurs publics",
                "euros",
                _MONTANT,
                sens="neutre",
                lignes="lignes_montants",
                selection={"types": (kind,), "categories": TOUS_FINANCEURS},
            )
            for kind, label, definition in (
                ("annonce", "Annoncé", "Enveloppes annoncées publiquement pour le programme, avant toute décision."),
                ("demande", "Demandé", "Somme des demandes de financement reçues par les financeurs."),
                ("conventionne", "Conventionné", "Montants inscrits dans une convention ou un contrat signés."),
                ("annule", "Annulé", "Engagements retirés, gelés ou désengagés, à part de l'engagé."),
            )
        ),
        Indicateur(
            "nb_territoires_appuyes",
            "Territoires appuyés",
            "Territoires fragiles retenus pour un chef de projet cofinancé pendant deux ans. La liste est une "
            "décision, jamais un calcul.",
            "dernier jalon connu de la famille appui = retenu",
            "territoires",
            _TERRITOIRE,
            denominateur="territoires du programme à l'arrêté",
            sens="neutre",
            selection={"choix": "appuyes", "famille": "appui"},
        ),
    )
}

# kind of amount → the indicator that sums it over every public funder, in the order of the ladder
ECHELLE = {
    "annonce": "montant_annonce",
    "fleche": "montant_fleche",
    "demande": "montant_demande",
    "engage": "montant_engage_regions_comprises",
    "conventionne": "montant_conventionne",
    "paye": "montant_paye",
    "annule": "montant_annule",
}
