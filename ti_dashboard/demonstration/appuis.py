"""Supported territories and their posts: 25 in September 2019, 50 in October 2021, a start in phase 2."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ti_dashboard.demonstration.calendrier import Calendrier, un_jour
from ti_dashboard.demonstration.cibles import APPUIS_2019, APPUIS_2021
from ti_dashboard.demonstration.demarche import Etats, rang
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree, Valeur
from ti_dashboard.demonstration.territoires import Territoire

DUREE = timedelta(days=730)
_BLOQUES_AIDES = 16
_APPUIS_PHASE_2 = 38
_PERIODES = {
    0: (date(2019, 5, 13), date(2019, 6, 28)),
    2: (date(2020, 1, 20), date(2021, 3, 31)),
    3: (date(2023, 8, 28), date(2023, 9, 29)),
}


@dataclass(frozen=True)
class Appui:
    """A territory retained for a co-funded post; ``termine`` comes after two years and some, if ever."""

    territoire: Territoire
    retenu: date
    dossier: int
    termine: date | None


def tirer_appuis(territoires: list[Territoire], etats: Etats, calendrier: Calendrier, rng: Random) -> list[Appui]:
    """The 25 of September 2019 (the least advanced first), 25 more until 2021, some of phase 2."""
    presents = [t for t in territoires if t.phase == 1 and t.dossier <= 1]
    bloques = [t for t in presents if rang(etats[t.territoire_id][1]) < 2]
    avancent = [t for t in presents if 2 <= rang(etats[t.territoire_id][1]) < 4]
    premiers = rng.sample(bloques, _BLOQUES_AIDES) + rng.sample(avancent, APPUIS_2019 - _BLOQUES_AIDES)
    suivants = rng.sample([t for t in presents if t not in premiers], APPUIS_2021 - APPUIS_2019)
    phase_2 = rng.sample([t for t in territoires if t.phase == 2], _APPUIS_PHASE_2)
    groupes = ((0, premiers), (2, suivants), (3, phase_2))
    return [_appui(t, _PERIODES[cle], calendrier, rng) for cle, groupe in groupes for t in groupe]


def _appui(t: Territoire, periode: tuple[date, date], calendrier: Calendrier, rng: Random) -> Appui:
    debut = max(periode[0], t.entree) if t.phase == 1 else periode[0]
    retenu = un_jour(rng, debut, max(periode[1], debut + timedelta(days=15)))
    termine = retenu + DUREE + timedelta(days=rng.randint(30, 200))
    reconduit = rng.random() < 0.35
    return Appui(t, retenu, calendrier.dossier(AGENCE, retenu) or 0, None if reconduit else termine)


def lignes_postes(appuis: list[Appui], calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    """One row per change of a post: opened, filled, sometimes vacant and filled again, ended."""
    lignes = []
    for appui in appuis:
        taux = rng.choice((Decimal("0.5"), Decimal("0.5"), Decimal("0.6"), Decimal("0.8"), None))
        fin: date | None = None
        for etat, jour in _vie_du_poste(appui, rng):
            dossier = calendrier.dossier(AGENCE, jour)
            if dossier is None:
                break
            if etat == "pourvu" and fin is None:
                fin = jour + DUREE
            lignes.append(ligne_de_poste(appui.territoire, etat, jour, fin or jour + DUREE, taux, dossier))
    return lignes


def _vie_du_poste(appui: Appui, rng: Random) -> list[tuple[str, date]]:
    """States of a post with their dates, in order."""
    ouvert = appui.retenu + timedelta(days=rng.randint(7, 25))
    pourvu = ouvert + timedelta(days=rng.randint(12, 120))
    vie = [("ouvert", ouvert), ("pourvu", pourvu)]
    if rng.random() < 0.25:
        depart = pourvu + timedelta(days=rng.randint(10, 420))
        vie.append(("vacant", depart))
        if rng.random() < 0.7:
            vie.append(("pourvu", depart + timedelta(days=rng.randint(40, 160))))
    if appui.termine:
        vie.append(("fin", max(appui.termine, vie[-1][1] + timedelta(days=1))))
    return vie


def ligne_de_poste(t: Territoire, etat: str, jour: date, fin: date, taux: Decimal | None, dossier: int) -> LigneLivree:
    """One change of a post."""
    valeurs: dict[str, Valeur] = {
        "poste_id": f"cp{t.phase}-{t.territoire_id[3:]}",
        "phase": t.phase,
        "territoire_id": t.territoire_id,
        "etat_poste": etat,
        "date_fin_financement": fin,
        "taux_cofinancement": taux,
        "date_effet": jour,
        "cause": "initial",
    }
    return LigneLivree("postes", AGENCE, dossier, valeurs)
