"""Which projects are committed at which committee: 231 of the 474 in September 2019, and so on. Also the envelopes."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from ti_dashboard.demonstration.appuis import Appui
from ti_dashboard.demonstration.calendrier import DERNIER, Calendrier, fenetre, un_jour
from ti_dashboard.demonstration.cibles import (
    PROJETS_ENGAGES_2019,
    PROJETS_ENGAGES_2021,
    PROJETS_ENGAGES_2023,
    PROJETS_ENGAGES_DES_AVRIL,
    PROJETS_ENGAGES_PHASE_2,
)
from ti_dashboard.demonstration.engagements import Financement, Tireur, est_engageable
from ti_dashboard.demonstration.offres import OFFRES
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.territoires import Territoire

_SANS_SUITE_2019 = 3
_NOUVEAUX = (
    (0, PROJETS_ENGAGES_DES_AVRIL),
    (1, PROJETS_ENGAGES_2019 - PROJETS_ENGAGES_DES_AVRIL),
    (2, PROJETS_ENGAGES_2021 - PROJETS_ENGAGES_2019),
    (3, PROJETS_ENGAGES_2023 - PROJETS_ENGAGES_2021),
)
_REGION_SEULE = {0: 9, 1: 14, 2: 70, 3: 30}
_REGION_SEULE_PHASE_2 = 35
_ETUDES_PAR_DOSSIER = {0: 5, 1: 6, 2: 20, 3: 12}


def tirer_financements(
    projets: list[Projet], territoires: list[Territoire], appuis: list[Appui], calendrier: Calendrier, rng: Random
) -> list[Financement]:
    """All financements of both phases with their commitment dates; amounts are still raw draws."""
    tireur = Tireur(calendrier, rng)
    phase_1 = [p for p in projets if p.phase == 1]
    phase_2 = [p for p in projets if p.phase == 2]
    financements = _phase_1(phase_1, tireur, rng)
    possibles = [p for p in phase_2 if est_engageable(p, DERNIER)]
    choisis = rng.sample(possibles, PROJETS_ENGAGES_PHASE_2 + _REGION_SEULE_PHASE_2)
    financements += _suites(tireur, choisis[:PROJETS_ENGAGES_PHASE_2], DERNIER)
    financements += [tireur.par_la_region_seule(p, DERNIER) for p in choisis[PROJETS_ENGAGES_PHASE_2:]]
    financements += pour_les_postes(appuis, tireur, rng, (700, 900))
    return financements + _etudes(territoires, tireur, rng)


def _suites(tireur: Tireur, projets: Iterable[Projet], dossier: int) -> list[Financement]:
    return [f for p in projets for f in tireur.pour_projet(p, dossier)]


def _phase_1(projets: list[Projet], tireur: Tireur, rng: Random) -> list[Financement]:
    """New committed projects folder by folder. Those of 2019 must still count in September, so that 231 is exact."""
    libres = list(projets)
    financements: list[Financement] = []
    for dossier, nombre in _NOUVEAUX:
        possibles = [p for p in libres if est_engageable(p, dossier) and (dossier > 1 or p.compte(1))]
        sans_suite = _SANS_SUITE_2019 if dossier == 0 else 0
        choisis = rng.sample(possibles, nombre + sans_suite + _REGION_SEULE[dossier])
        financements += _suites(tireur, choisis[:nombre], dossier)
        for projet in choisis[nombre : nombre + sans_suite]:
            financements.append(_abandonne_aussitot(tireur.pour_projet(projet, dossier, seul=True)[0]))
        financements += [tireur.par_la_region_seule(p, dossier) for p in choisis[nombre + sans_suite :]]
        pris = {p.projet_id for p in choisis}
        libres = [p for p in libres if p.projet_id not in pris]
    return financements


def _abandonne_aussitot(financement: Financement) -> Financement:
    """Committed in April, wholly cancelled by September: such a project is not counted as committed any more."""
    financement.engagement.montant = 0
    financement.correction = None
    financement.sans_suite = True
    return financement


def pour_les_postes(appuis: list[Appui], tireur: Tireur, rng: Random, centaines: tuple[int, int]) -> list[Financement]:
    """FNADT co-funding of each project manager post, attached to the territory only.

    ``centaines``: the least and the most that a post is given, in hundreds of euros.
    """
    offre = next(o for o in OFFRES if o.instrument_id == "fnadt")
    trouves = []
    for appui in appuis:
        financement = tireur.pour_territoire(appui.territoire, offre, appui.retenu + timedelta(days=rng.randint(2, 25)))
        if financement:
            financement.nature, financement.brut = "subvention", float(rng.randint(*centaines) * 100)
            trouves.append(financement)
    return trouves


def _etudes(territoires: list[Territoire], tireur: Tireur, rng: Random) -> list[Financement]:
    """Engineering paid by the Banque des Territoires for a territory as a whole."""
    offre = next(o for o in OFFRES if o.instrument_id == "ingenierie-bdt")
    trouves = []
    for dossier, nombre in _ETUDES_PAR_DOSSIER.items():
        debut, fin = fenetre(dossier)
        presents = [t for t in territoires if t.phase == 1 and t.entree < debut]
        for territoire in rng.sample(presents, min(nombre, len(presents))):
            trouves.append(tireur.pour_territoire(territoire, offre, un_jour(rng, debut, fin)))
    return [f for f in trouves if f]
