"""State of each territory at each committee: who signed, who is finalising, who is blocked. ``None`` means no event."""

from collections import defaultdict
from random import Random

from ti_dashboard.demonstration.calendrier import COMITES, DERNIER
from ti_dashboard.demonstration.cibles import (
    NON_ENGAGES_2019,
    PROTOCOLES_AVRIL,
    REGION_TOUTE_SIGNEE,
    REGION_UN_CONTRAT,
    REGIONS_NON_ENGAGEES_2019,
    REGIONS_PROTOCOLES_AVRIL,
    SIGNES_2019,
)
from ti_dashboard.demonstration.territoires import Territoire

ECHELLE = (
    "non_demarre",
    "demarche_lancee",
    "plan_en_finalisation",
    "plan_valide_region",
    "protocole_signe",
    "contrat_signe",
)
SIGNES = ("protocole_signe", "contrat_signe")
Etat = str | None
Etats = dict[str, list[Etat]]
_TAILLE_GRANDE_REGION = 8
_CONTRATS_AILLEURS = 5


def rang(etat: Etat) -> int:
    """Place on the ladder; unknown comes before everything."""
    return ECHELLE.index(etat) if etat in ECHELLE else -1


def etats_phase_1(territoires: list[Territoire], rng: Random) -> Etats:
    """Four states per territory of phase 1, one per committee, never going down once known."""
    presents = [t for t in territoires if t.dossier <= 1]
    etats: Etats = {t.territoire_id: [None] * (DERNIER + 1) for t in territoires}
    signes = _signes_2019(presents, rng)
    bloques = _bloques_2019([t for t in presents if t.territoire_id not in signes], rng)
    avril = _protocoles_avril([t for t in presents if t.territoire_id in signes], rng)
    for t in presents:
        etat = signes.get(t.territoire_id) or _hors_signature(t, bloques, rng)
        etats[t.territoire_id][1] = etat
        if t.dossier == 0:
            etats[t.territoire_id][0] = "protocole_signe" if t.territoire_id in avril else _etat_avril(etat, rng)
    for t in territoires:
        _prolonger(etats[t.territoire_id], t, rng)
    return etats


def _par_region(territoires: list[Territoire]) -> dict[str, list[str]]:
    groupes: dict[str, list[str]] = defaultdict(list)
    for t in territoires:
        groupes[t.region].append(t.territoire_id)
    return groupes


def _signes_2019(presents: list[Territoire], rng: Random) -> dict[str, str]:
    """29 signed: every territory of one region, a single one of another, two in each of some ten others."""
    groupes = _par_region([t for t in presents if t.dossier == 0])
    signes = dict.fromkeys(groupes[REGION_TOUTE_SIGNEE], "contrat_signe")
    signes[rng.choice(groupes[REGION_UN_CONTRAT])] = "contrat_signe"
    a_part = (REGION_TOUTE_SIGNEE, REGION_UN_CONTRAT)
    autres = sorted(r for r, ids in groupes.items() if len(ids) >= 5 and r not in a_part)
    manque = SIGNES_2019 - len(signes)
    ailleurs = [i for region in autres for i in rng.sample(groupes[region], 3)]
    rng.shuffle(ailleurs)
    ailleurs = ailleurs[:manque]
    signes |= dict.fromkeys(ailleurs, "protocole_signe")
    signes |= dict.fromkeys(ailleurs[:_CONTRATS_AILLEURS], "contrat_signe")
    return signes


def _protocoles_avril(signes: list[Territoire], rng: Random) -> set[str]:
    """13 protocols in April, at least one in each of exactly 8 regions."""
    groupes = _par_region([t for t in signes if t.region != REGION_UN_CONTRAT])
    autres = [r for r in sorted(groupes) if r != REGION_TOUTE_SIGNEE]
    regions = [REGION_TOUTE_SIGNEE, *rng.sample(autres, REGIONS_PROTOCOLES_AVRIL - 1)]
    premiers = [rng.choice(groupes[r]) for r in regions]
    suivants = [i for r in regions for i in groupes[r] if i not in premiers]
    return {*premiers, *rng.sample(suivants, PROTOCOLES_AVRIL - len(premiers))}


def _bloques_2019(candidats: list[Territoire], rng: Random) -> dict[str, Etat]:
    """22 territories not engaged, all in 5 large regions, at least two in each."""
    groupes = {r: ids for r, ids in _par_region(candidats).items() if len(ids) >= _TAILLE_GRANDE_REGION - 2}
    regions = rng.sample(sorted(groupes), REGIONS_NON_ENGAGEES_2019)
    choisis = [i for r in regions for i in rng.sample(groupes[r], 2)]
    restants = [i for r in regions for i in groupes[r] if i not in choisis]
    etats = [etat for etat, nombre in NON_ENGAGES_2019.items() for _ in range(nombre)]
    choisis += rng.sample(restants, len(etats) - len(choisis))
    rng.shuffle(choisis)
    return dict(zip(choisis, etats, strict=True))


def _hors_signature(territoire: Territoire, bloques: dict[str, Etat], rng: Random) -> Etat:
    if territoire.territoire_id in bloques:
        return bloques[territoire.territoire_id]
    return rng.choices(("plan_en_finalisation", "plan_valide_region"), (70, 30))[0]


def _etat_avril(etat_septembre: Etat, rng: Random) -> Etat:
    """An earlier state that the September one can follow."""
    if rang(etat_septembre) < 0:
        return etat_septembre if rng.random() < 0.5 else None
    possibles = [e for e in (None, *ECHELLE[:4]) if rang(e) <= rang(etat_septembre)]
    poids = {None: 18, "non_demarre": 15, "demarche_lancee": 40, "plan_en_finalisation": 22, "plan_valide_region": 5}
    return rng.choices(possibles, [poids[e] for e in possibles])[0]


def _prolonger(etats: list[Etat], territoire: Territoire, rng: Random) -> None:
    """States of 2021 and 2023: nearly everybody ends with a contract."""
    fins = ("contrat_signe", "protocole_signe", "plan_valide_region", "plan_en_finalisation", "demarche_lancee", None)
    for dossier, poids in ((2, (70, 12, 7, 6, 4, 1)), (3, (93, 4, 1, 1, 1, 0))):
        premier = 2 if any(jour < COMITES[2] for _, jour in territoire.mouvements) else 3
        if dossier < premier:
            continue
        tirage = rng.choices(fins, poids)[0]
        etats[dossier] = max(etats[dossier - 1], tirage, key=rang)


def etat_phase_2(rng: Random) -> Etat:
    """State of a phase 2 territory on the day of the assembly: the plan came with the application."""
    etats = ("plan_valide_region", "plan_en_finalisation", "demarche_lancee", "etat_inconnu", None)
    return rng.choices(etats, (52, 28, 12, 3, 5))[0]
