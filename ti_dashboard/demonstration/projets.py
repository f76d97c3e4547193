"""Projects: who carries them, what they are about, when they were declared, and which ones left the programme."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from ti_dashboard.demonstration.calendrier import COMITES, Calendrier, fenetre, un_jour
from ti_dashboard.demonstration.cibles import (
    PROJETS_COMPTES_PHASE_1,
    PROJETS_COMPTES_PHASE_2,
    PROJETS_SORTIS_PHASE_1,
    PROJETS_SORTIS_PHASE_2,
)
from ti_dashboard.demonstration.demarche import SIGNES, Etats, rang
from ti_dashboard.demonstration.intitules import Intitules
from ti_dashboard.demonstration.ligne_livree import region_emettrice
from ti_dashboard.demonstration.territoires import Territoire
from ti_dashboard.demonstration.thematique import tirer_axe_et_themes

_TAUX_TARDIF = 0.045
_TAUX_SANS_TERRITOIRE = 0.01
_DEBUT_PHASE_2 = date(2023, 6, 26)
_FIN_PHASE_2 = date(2023, 10, 13)
_PREMIERE_REMONTEE = date(2019, 1, 14)
_AGE_MINIMAL_SORTIE = timedelta(days=75)


@dataclass(frozen=True)
class SortieDeProjet:
    """A project refused or abandoned: the day, and the folder that tells it."""

    statut: str
    jour: date
    dossier: int


@dataclass
class Projet:
    """A project as first declared. ``dossier`` is the folder that brings it; ``theme`` the one its title follows."""

    projet_id: str
    phase: int
    region: str
    territoire: Territoire | None
    axe_id: str
    theme: str
    themes: str
    intitule: str
    date: date
    dossier: int
    sortie: SortieDeProjet | None = None

    @property
    def emetteur(self) -> str:
        return region_emettrice(self.region)

    def compte(self, dossier: int) -> bool:
        """Known and neither refused nor abandoned, as of the committee of that folder."""
        return self.dossier <= dossier and (self.sortie is None or self.sortie.dossier > dossier)


def tirer_projets(territoires: list[Territoire], etats: Etats, calendrier: Calendrier, rng: Random) -> list[Projet]:
    """Phase 1 by folder so that the counts are exact, then phase 2, then who leaves."""
    intitules = Intitules(rng)
    projets: list[Projet] = []
    precedent = 0
    for dossier, (compte, sortis) in enumerate(zip(PROJETS_COMPTES_PHASE_1, PROJETS_SORTIS_PHASE_1, strict=True)):
        lieux = _Lieux([t for t in territoires if t.phase == 1 and t.dossier <= dossier], dossier, etats, rng)
        for _ in range(compte - precedent + sortis):
            projets.append(_projet(1, dossier, lieux, len(projets) + 1, intitules, rng))
        faire_sortir(projets, dossier, sortis, rng)
        precedent = compte
    lieux = _Lieux([t for t in territoires if t.phase == 2], None, etats, rng)
    phase_2 = [
        _projet(2, 3, lieux, n + 1, intitules, rng) for n in range(PROJETS_COMPTES_PHASE_2 + PROJETS_SORTIS_PHASE_2)
    ]
    faire_sortir(phase_2, 3, PROJETS_SORTIS_PHASE_2, rng)
    return projets + phase_2


class _Lieux:
    """Weighted draw of a territory: signed ones first in 2019, everybody later."""

    def __init__(self, territoires: list[Territoire], dossier: int | None, etats: Etats, rng: Random) -> None:
        self._territoires = territoires
        poids = [rng.lognormvariate(0, 0.45) * _poids(t, dossier, etats) for t in territoires]
        self._cumul = list(accumulate(poids))

    def tirer(self, rng: Random) -> Territoire:
        return self._territoires[bisect(self._cumul, rng.random() * self._cumul[-1])]


def _poids(t: Territoire, dossier: int | None, etats: Etats) -> float:
    """474 projects « of the 29 signed territories »: the ratios below give them nine in ten."""
    if dossier is None or dossier >= 2:
        return 1.0
    etat = etats[t.territoire_id][1]
    if etat in SIGNES:
        return 1.0
    return 0.04 if rang(etat) >= 2 else 0.006


def _projet(phase: int, dossier: int, lieux: _Lieux, numero: int, intitules: Intitules, rng: Random) -> Projet:
    territoire = lieux.tirer(rng)
    axe_id, theme, themes = tirer_axe_et_themes(phase, rng)
    rattache = None if rng.random() < _TAUX_SANS_TERRITOIRE else territoire
    return Projet(
        f"p{phase}-{numero:05d}",
        phase,
        territoire.region,
        rattache,
        axe_id,
        theme,
        themes,
        intitules.tirer(theme),
        _date_declaration(phase, dossier, territoire, rng),
        dossier,
    )


def _date_declaration(phase: int, dossier: int, territoire: Territoire, rng: Random) -> date:
    """Inside the folder's own months, or before the previous committee when the project is told late."""
    if phase == 2:
        return un_jour(rng, _DEBUT_PHASE_2, _FIN_PHASE_2)
    premier = max(_PREMIERE_REMONTEE, territoire.entree + timedelta(days=1))
    debut, fin = fenetre(dossier)
    if dossier and rng.random() < _TAUX_TARDIF and premier < debut - timedelta(days=20):
        return un_jour(rng, max(premier, debut - timedelta(days=120)), debut - timedelta(days=2))
    return un_jour(rng, min(max(premier, debut), fin), fin)


def faire_sortir(projets: list[Projet], dossier: int, nombre: int, rng: Random) -> None:
    """Marks exactly ``nombre`` more projects as refused or abandoned, known in this folder."""
    fin = fenetre(dossier)[1]
    anciens = [p for p in projets if p.sortie is None and p.date + _AGE_MINIMAL_SORTIE / 2 < fin]
    for projet in rng.sample(anciens, nombre):
        debut = projet.date + _AGE_MINIMAL_SORTIE / 3
        if dossier:
            debut = max(debut, COMITES[dossier - 1] + timedelta(days=1))
        statut = rng.choices(("refuse", "abandonne"), (55, 45))[0]
        projet.sortie = SortieDeProjet(statut, un_jour(rng, debut, fin), dossier)
