"""What each funder offers: instrument, nature of the aid, usual amount, theme it suits, dates it is open.

The amounts are medians in euros before tuning (invented, of the order seen in public sources).
"""

from dataclasses import dataclass
from datetime import date
from math import log
from random import Random

from ti_dashboard.demonstration.ligne_livree import AGENCE
from ti_dashboard.dossier.arretes import DEBUT_PROGRAMME
from ti_dashboard.referentiels import lire

_ORIGINE = DEBUT_PROGRAMME
_FIN = date(2023, 12, 31)
_PLAN_DE_RELANCE = date(2020, 9, 3)
_REBOND = date(2022, 11, 14)
_MONTANT_MINIMAL = 1_500
_MONTANT_MAXIMAL = 12_000_000
FIN_DU_CGET = date(2019, 12, 31)
# body → the day it took its name: nothing is asked of it before
NOUVEAUX_NOMS = {"anct": date(2020, 1, 1), "france-travail": date(2024, 1, 1)}

# A monthly review or a welcome kit costs less than a plant: multiplier of the amounts and of the total costs.
AMPLEURS: dict[str | None, float] = {"simplification": 0.15, "non-classe": 0.25, "attractivite": 0.4, "mobilite": 0.6}


@dataclass(frozen=True)
class Offre:
    """One way to fund a project. ``themes`` multiplies ``poids`` for the themes the offer is made for."""

    operateur_id: str
    instrument_id: str
    natures: dict[str, int]
    mediane: int
    poids: float
    themes: tuple[str, ...] = ()
    ouverture: date = _ORIGINE
    fermeture: date = _FIN
    phases: tuple[int, ...] = (1, 2)

    def montant(self, rng: Random, theme: str | None = None) -> float:
        """Skewed amount in euros, drawn again until it lies between 1 500 € and 12 M€, smaller for the light themes."""
        while not _MONTANT_MINIMAL <= (montant := rng.lognormvariate(log(self.mediane), 1.05)) <= _MONTANT_MAXIMAL:
            continue
        return max(montant * AMPLEURS.get(theme, 1.0), _MONTANT_MINIMAL)

    def nature(self, rng: Random) -> str:
        return rng.choices(list(self.natures), list(self.natures.values()))[0]


_SUBVENTION = {"subvention": 97, "non_renseignee": 3}
_INGENIERIE = {"ingenierie": 96, "non_renseignee": 4}
_BPIFRANCE = {"pret": 42, "avance_remboursable": 22, "subvention": 24, "garantie": 10, "non_renseignee": 2}
OFFRES = (
    Offre("banque-des-territoires", "ingenierie-bdt", _INGENIERIE, 45_000, 9, ("foncier", "mobilite", "attractivite")),
    Offre(
        "banque-des-territoires",
        "fonds-propres-bdt",
        {"fonds_propres": 1},
        950_000,
        8,
        ("foncier", "innovation"),
        phases=(1,),
    ),
    Offre(
        "banque-des-territoires",
        "prets-bdt",
        {"pret": 97, "non_renseignee": 3},
        1_150_000,
        7,
        ("foncier", "competences", "mobilite"),
        phases=(1,),
    ),
    Offre("bpifrance", "aides-bpifrance", _BPIFRANCE, 420_000, 13, ("innovation", "transition-ecologique")),
    Offre(
        "bpifrance",
        "fonds-acceleration",
        _SUBVENTION,
        520_000,
        16,
        ("innovation",),
        _PLAN_DE_RELANCE,
        date(2022, 12, 31),
        (1,),
    ),
    Offre(
        "bpifrance",
        "rebond-industriel",
        {"subvention": 70, "avance_remboursable": 30},
        380_000,
        9,
        ("innovation",),
        _REBOND,
    ),
    Offre("business-france", "accompagnement-business-france", _INGENIERIE, 16_000, 4, ("attractivite",)),
    Offre("ademe", "economie-circulaire", _SUBVENTION, 190_000, 7, ("transition-ecologique",)),
    Offre(
        "pole-emploi",
        "action-recrutement",
        {"subvention": 55, "ingenierie": 42, "non_renseignee": 3},
        28_000,
        5,
        ("competences",),
    ),
    Offre(
        "action-logement", "logement-salaries", {"pret": 65, "subvention": 35}, 380_000, 3, ("attractivite", "mobilite")
    ),
    Offre("apec", "action-recrutement", _INGENIERIE, 9_000, 2, ("competences",)),
    Offre("cerema", "etudes-foncier", _INGENIERIE, 32_000, 3, ("foncier", "mobilite")),
    Offre(
        AGENCE,
        "fnadt",
        {"subvention": 70, "ingenierie": 27, "non_renseignee": 3},
        60_000,
        5,
        ("simplification", "attractivite", "non-classe"),
    ),
    Offre(
        "dge",
        "fonds-acceleration",
        _SUBVENTION,
        600_000,
        7,
        ("innovation", "transition-ecologique"),
        _PLAN_DE_RELANCE,
        date(2022, 12, 31),
        (1,),
    ),
    Offre(
        "services-deconcentres",
        "credits-deconcentres",
        _SUBVENTION,
        140_000,
        10,
        ("competences", "mobilite", "simplification", "foncier"),
    ),
    Offre(
        "regions", "aides-regionales", {"subvention": 76, "avance_remboursable": 20, "non_renseignee": 4}, 210_000, 20
    ),
    Offre(
        "regions",
        "fonds-acceleration",
        _SUBVENTION,
        480_000,
        8,
        ("innovation",),
        _PLAN_DE_RELANCE,
        date(2022, 12, 31),
        (1,),
    ),
)
_AFFINITE = 4.0


def categories() -> dict[str, str]:
    """``etat``, ``operateur`` or ``region`` for each operator code; the agency counts as the State."""
    return {r["operateur_id"]: r["categorie"] for r in lire("operateur")} | {AGENCE: "etat"}


def tirer_offre(
    theme: str, phase: int, jour: date, exclus: set[str], rng: Random, offres: tuple[Offre, ...] = OFFRES
) -> Offre | None:
    """An offer open that day to that theme, of an operator not in ``exclus``; ``None`` when there is none left."""
    ouvertes = [
        o for o in offres if o.ouverture <= jour <= o.fermeture and phase in o.phases and o.operateur_id not in exclus
    ]
    if not ouvertes:
        return None
    return rng.choices(ouvertes, [o.poids * (_AFFINITE if theme in o.themes else 1.0) for o in ouvertes])[0]


def operateur_a_date(operateur_id: str, jour: date) -> str:
    """The agency's name that day: CGET until 31/12/2019, ANCT after."""
    if operateur_id != AGENCE:
        return operateur_id
    return "cget" if jour <= FIN_DU_CGET else "anct"
