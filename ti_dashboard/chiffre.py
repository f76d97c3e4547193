"""The name of one figure: an indicator, and what narrows it beyond the shared filters (a bar, a cell, a territory).

It travels in the address: ``montant_engage~operateur:bpifrance``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ti_dashboard import classes_age
from ti_dashboard.filters import PHASES, Filtres
from ti_dashboard.indicateurs import CATALOGUE, Indicateur


@dataclass(frozen=True)
class Precision:
    """``parametre`` of the questions it narrows; ``valeurs``: code → label, empty when the publication has them."""

    parametre: str
    nom: str = ""
    valeurs: Mapping[str, str] = field(default_factory=dict)

    def accepte(self, code: str) -> bool:
        return bool(code) and (not self.valeurs or code in self.valeurs)

    def dire(self, label: str) -> str:
        """« dispositif Prêts de la Banque des Territoires », « attente : 12 mois ou plus »."""
        if not self.nom:
            return label
        return f"{self.nom} : {label[:1].lower()}{label[1:]}" if self.valeurs else f"{self.nom} {label}"


AVIS = {
    "favorable": "Favorable", "reserve": "Avec réserve", "defavorable": "Défavorable", "inconnu": "Inconnu",
}  # fmt: skip
# dimension of a precision → what it narrows
PRECISIONS = {
    "territoire": Precision("territoires", "territoire"),
    "instrument": Precision("instruments", "dispositif"),
    "nature": Precision("natures", "nature d'aide"),
    "statut": Precision("statuts", "statut"),
    "projet": Precision("projets", "projet"),
    "etat": Precision("etats", "état"),
    "engagement": Precision("choix", valeurs={
        "tous": "projets sortis compris", "recenses": "recensés", "engages": "avec un engagement",
        "sans_engagement": "sans engagement", "non_engages": "non engagés", "signes": "signés",
        "sortis": "sortis : refusés ou abandonnés",
    }),
    "panier": Precision("paniers", "panier", {"ti": "Territoires d'industrie", "droit_commun": "Droit commun"}),
    "rattachement": Precision("rattachements", valeurs={
        "rattache": "Rattaché à un territoire", "non_rattache": "Non rattaché à un territoire",
    }),
    "sans": Precision("manques", valeurs={"theme": "Thème inconnu", "montant": "Montant inconnu"}),
    "demande": Precision("demandes", "demande", {
        "demande": "Demande déposée", "instruction_sans_demande": "Dit en instruction, sans demande connue",
        "aucune": "Aucune demande connue",
    }),
    "anciennete": Precision("anciennetes", "attente", classes_age.ATTENTE.libelles()),
    "age": Precision("ages", "âge de l'engagement", classes_age.ENGAGEMENT.libelles()),
    "dossier": Precision("dossiers", "dossier"),
    "statut_dossier": Precision("statuts_dossier", "état du dossier", {
        "a_deposer": "À déposer", "en_construction": "En construction", "en_instruction": "En instruction",
        "acceptee": "Acceptée", "refusee": "Refusée", "sans_suite": "Classée sans suite",
    }),
    "decision": Precision("decisions", "décision", {
        "reconduite": "Retenue, reconduite", "recomposee": "Retenue, recomposée", "nouvelle": "Retenue, nouvelle",
        "non_retenue": "Non retenue", "retiree": "Retirée", "aucune": "Aucune décision connue",
    }),
    "avis_prefet": Precision("avis_prefet", "avis du préfet", AVIS),
    "avis_region": Precision("avis_region", "avis de la région", AVIS),
    "perimetre": Precision("perimetres", "périmètre", {"constant": "Territoires présents aux deux arrêtés"}),
}  # fmt: skip
PARTAGEES = {"region": "regions", "theme": "themes", "operateur": "operateurs"}


@dataclass(frozen=True)
class Chiffre:
    indicateur_id: str
    precisions: tuple[tuple[str, str], ...] = ()

    @property
    def indicateur(self) -> Indicateur:
        return CATALOGUE[self.indicateur_id]

    def ecrire(self) -> str:
        return "~".join([self.indicateur_id, *(f"{dim}:{code}" for dim, code in self.precisions)])

    def resserrer(self, choix: Filtres) -> Filtres:
        """The shared filters with the precisions that are one of them; a filter the indicator ignores is lifted."""
        chosen = choix.limites_a(self.indicateur.filtres)
        for dim, code in self.precisions:
            if dim in PARTAGEES:
                chosen = replace(chosen, **{PARTAGEES[dim]: (code,)})
            elif dim == "phase":
                chosen = replace(chosen, phase=int(code))
            elif (dim, code) == ("sans", "theme"):
                chosen = replace(chosen, themes=())
        return chosen

    def parametres(self) -> dict[str, object]:
        """What the indicator retains and what the precisions narrow, as parameters of its question."""
        bound: dict[str, object] = {p.parametre: [] for p in PRECISIONS.values()}
        bound |= {k: list(v) if isinstance(v, tuple) else v for k, v in self.indicateur.selection.items()}
        for dim, code in self.precisions:
            if dim in PRECISIONS:
                bound[PRECISIONS[dim].parametre] = code if dim == "engagement" else [code]
        return bound


def lire(text: str) -> Chiffre | None:
    """The figure an address names, or None when it names nothing known."""
    indicateur_id, *words = text.split("~")
    pairs = tuple((dim, code) for dim, _, code in (word.partition(":") for word in words))
    if indicateur_id not in CATALOGUE or not all(_existe(dim, code) for dim, code in pairs):
        return None
    return Chiffre(indicateur_id, pairs)


def lire_dans(text: str, listes: Mapping[str, Mapping[str, str]]) -> Chiffre | None:
    """The same, when the shared filters it names are choices of the publication: ``listes``, filter → code → label."""
    named = lire(text)
    if named is None or any(code not in listes[dim] for dim, code in named.precisions if dim in PARTAGEES):
        return None
    return named


def _existe(dim: str, code: str) -> bool:
    if dim == "phase":
        return code in {str(phase) for phase in PHASES}
    return bool(code) if dim in PARTAGEES else dim in PRECISIONS and PRECISIONS[dim].accepte(code)
