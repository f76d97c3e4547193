"""What narrows a figure beyond the shared filters, declared once: its parameter, its words, what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ti_dashboard.programme import classes_age
from ti_dashboard.programme.libelles import INCONNU, libelles


@dataclass(frozen=True)
class Precision:
    """``parametre`` of the questions it narrows, empty when it chooses among the movements or the dates.

    ``valeurs``: code → label, empty when the publication has them. ``ici``: the sentence it adds to a definition, with
    {} for its value; none where it only says a place (a territory, a project, a scheme), which changes no definition.
    """

    parametre: str
    nom: str = ""
    valeurs: Mapping[str, str] = field(default_factory=dict)
    ici: str = ""

    def accepte(self, code: str) -> bool:
        return bool(code) and (not self.valeurs or code in self.valeurs)

    def dire(self, label: str) -> str:
        """« dispositif Prêts de la Banque des Territoires », « attente : plus de 12 mois »."""
        if not self.nom:
            return label
        return f"{self.nom} : {label[:1].lower()}{label[1:]}" if self.valeurs else f"{self.nom} {label}"

    def preciser(self, label: str) -> str:
        """What it changes to the definition of the figure, empty when it changes nothing."""
        return self.ici.format(label[:1].lower() + label[1:]) if self.ici else ""


AVIS = libelles("avis") | INCONNU
_DOSSIERS = "Ici, les seuls dossiers dont {}."
# dimension of a precision → what it narrows
PRECISIONS = {
    "territoire": Precision("territoires", "territoire"),
    "instrument": Precision("instruments", "dispositif"),
    "nature": Precision("natures", "nature d'aide", ici="Ici, la seule nature d'aide « {} »."),
    "statut": Precision("statuts", "statut", ici="Ici, les seuls projets dont le dernier statut connu est « {} »."),
    "projet": Precision("projets", "projet"),
    "etat": Precision("etats", "état", ici="Ici, les seuls territoires dont le dernier échelon connu est « {} »."),
    "panier": Precision(
        "paniers",
        "panier",
        {"ti": "Territoires d'industrie", "droit_commun": "Droit commun"},
        "Ici, les seuls dispositifs du panier « {} ».",
    ),
    "rattachement": Precision(
        "rattachements",
        valeurs={"rattache": "Rattaché à un territoire", "non_rattache": "Non rattaché à un territoire"},
        ici="Ici, ce qui est {} à l'arrêté, et rien d'autre.",
    ),
    "sans": Precision(
        "manques", valeurs={"theme": "Thème inconnu", "montant": "Montant inconnu"}, ici="Ici, les seules lignes de {}."
    ),
    "demande": Precision(
        "demandes",
        "demande",
        {
            "demande": "Demande déposée",
            "instruction_sans_demande": "Dit en instruction, sans demande connue",
            "aucune": "Aucune demande connue",
        },
        "Ici, les seuls projets où la demande de financement en est là : {}.",
    ),
    "anciennete": Precision(
        "anciennetes",
        "attente",
        classes_age.ATTENTE.libelles(),
        "Ici, les seuls projets remontés depuis ce temps à l'arrêté : {}.",
    ),
    "age": Precision(
        "ages",
        "âge de l'engagement",
        classes_age.ENGAGEMENT.libelles(),
        "Ici, les seuls dossiers dont le premier engagement a cet âge à l'arrêté : {}.",
    ),
    "dossier": Precision("dossiers", "dossier"),
    "statut_dossier": Precision(
        "statuts_dossier",
        "état du dossier",
        libelles("statut_candidature"),
        _DOSSIERS.format("l'état sur la plateforme est « {} »"),
    ),
    "decision": Precision(
        "decisions",
        "décision",
        libelles("decision") | {"aucune": "Aucune décision connue"},
        _DOSSIERS.format("la décision du programme est « {} »"),
    ),
    "avis_prefet": Precision("avis_prefet", "avis du préfet", AVIS, _DOSSIERS.format("l'avis du préfet est « {} »")),
    "avis_region": Precision(
        "avis_region", "avis de la région", AVIS, _DOSSIERS.format("l'avis du conseil régional est « {} »")
    ),
    "perimetre": Precision(
        "perimetres",
        "périmètre",
        {"constant": "Territoires présents aux deux arrêtés"},
        "Ici, à périmètre constant : {} seulement, et ce qui leur est rattaché.",
    ),
    "au": Precision("", valeurs={"compare": "À l'arrêté de comparaison"}, ici="Ici, la valeur {}."),
    "cause": Precision(
        "",
        "cause de l'écart",
        libelles("cause"),
        "Ici, la seule part de l'écart entre les deux arrêtés qui a cette cause : {}.",
    ),
    "mouvement": Precision(
        "",
        "mouvement",
        {"entree": "Entrées dans le compte", "sortie": "Sorties du compte"},
        "Ici, les seules {} entre les deux arrêtés.",
    ),
}
# what turns a figure into what moved in it
MOUVEMENTS = ("cause", "mouvement")
