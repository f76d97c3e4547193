"""Territories of both phases and the day each came in: 141, 144, 146 then 149 in phase 1, 183 in phase 2."""

from dataclasses import dataclass
from datetime import date
from random import Random

from ti_dashboard.demonstration.calendrier import LANCEMENT, Calendrier
from ti_dashboard.demonstration.cibles import ENTRES_ETE_2019, REGION_TOUTE_SIGNEE
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree
from ti_dashboard.referentiels import lire

# AdCF and Localtis: 124 at the launch, 12 more on 05/03/2019, 141 in April; 146 on 14/11/2019; 148 at the end of 2020,
# 146 again in 2021, 149 at the end of 2022.
_VAGUES_AVRIL = ((124, LANCEMENT), (12, date(2019, 3, 5)), (5, date(2019, 4, 12)))
_ETE_2019 = date(2019, 7, 4)
_NOVEMBRE_2019 = date(2019, 11, 14)
_ALLER_RETOUR = (("entree", date(2020, 11, 5)), ("sortie", date(2021, 6, 30)), ("entree", date(2022, 7, 1)))
_AUTOMNE_2022 = date(2022, 9, 15)
_PHASE_2 = date(2023, 10, 27)

Mouvements = dict[str, tuple[tuple[str, date], ...]]


@dataclass(frozen=True)
class Territoire:
    """A territory of one phase; ``entree`` is the day it came in for good, ``dossier`` the folder that tells it."""

    phase: int
    territoire_id: str
    region: str
    entree: date
    dossier: int
    mouvements: tuple[tuple[str, date], ...]


def tirer_territoires(rng: Random, calendrier: Calendrier) -> list[Territoire]:
    """All territories of phase 1 (149) then of phase 2 (183), in the order of the reference file."""
    lus = [(int(r["phase"]), r["territoire_id"], r["code_region_chef_de_file"]) for r in lire("territoire")]
    mouvements = _mouvements_phase_1(rng, [(i, region) for phase, i, region in lus if phase == 1])
    territoires = []
    for phase, territoire_id, region in lus:
        suite = mouvements[territoire_id] if phase == 1 else (("entree", _PHASE_2),)
        entree = suite[-1][1]
        territoires.append(
            Territoire(phase, territoire_id, region, entree, calendrier.dossier(AGENCE, entree) or 0, suite)
        )
    return territoires


def _mouvements_phase_1(rng: Random, lus: list[tuple[str, str]]) -> Mouvements:
    """Draws who comes in late: only in regions large enough never to be emptied."""
    tailles: dict[str, int] = {}
    for _, region in lus:
        tailles[region] = tailles.get(region, 0) + 1
    possibles = [i for i, r in lus if tailles[r] >= 8 and r != REGION_TOUTE_SIGNEE and i not in ENTRES_ETE_2019]
    tardifs = rng.sample(possibles, 5)
    suites: Mouvements = dict.fromkeys(ENTRES_ETE_2019, (("entree", _ETE_2019),))
    suites |= dict.fromkeys(tardifs[:2], (("entree", _NOVEMBRE_2019),))
    suites |= dict.fromkeys(tardifs[2:4], _ALLER_RETOUR)
    suites[tardifs[4]] = (("entree", _AUTOMNE_2022),)
    restants = [i for i, _ in lus if i not in suites]
    rng.shuffle(restants)
    for nombre, jour in _VAGUES_AVRIL:
        suites |= dict.fromkeys(restants[:nombre], (("entree", jour),))
        restants = restants[nombre:]
    return suites


def lignes_perimetre(territoires: list[Territoire], calendrier: Calendrier) -> list[LigneLivree]:
    """One row per entry or exit, sent by the agency."""
    return [
        LigneLivree(
            "perimetre",
            AGENCE,
            calendrier.dossier(AGENCE, jour) or 0,
            {
                "phase": t.phase,
                "territoire_id": t.territoire_id,
                "mouvement": mouvement,
                "date_effet": jour,
                "cause": "initial",
            },
        )
        for t in territoires
        for mouvement, jour in t.mouvements
    ]
