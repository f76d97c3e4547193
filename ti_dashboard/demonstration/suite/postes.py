"""Project managers since 2023: co-funding is offered to every laureate, and 153 posts are filled or being filled."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ti_dashboard.demonstration.appuis import DUREE, Appui, ligne_de_poste
from ti_dashboard.demonstration.calendrier import COMITES, DERNIER, SUITE, Calendrier, jours_croissants, un_jour
from ti_dashboard.demonstration.cibles import POSTES_ACTIFS_2025, POSTES_INCONNUS_2025, POSTES_VACANTS_2025
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.territoires import Territoire

_DECISIONS = date(2024, 1, 15), date(2025, 2, 28)
_TAUX_EN_RECRUTEMENT = 0.17
_TAUX_REMPLACE = 0.15


def poursuivre_les_postes(recit: Recit, calendrier: Calendrier, rng: Random) -> tuple[list[Appui], list[LigneLivree]]:
    """The territories supported since 2023, and the rows of every post of phase II that moved."""
    anciens = recit.dernieres("postes", "territoire_id", phase=2)
    appuyes = {a.territoire.territoire_id: a.territoire for a in recit.appuis if a.territoire.phase == 2}
    libres = [t for t in recit.territoires if t.phase == 2 and t.territoire_id not in appuyes]
    total = POSTES_ACTIFS_2025 + POSTES_VACANTS_2025 + POSTES_INCONNUS_2025
    choisis = rng.sample(libres, total - len(appuyes))
    appuis = [Appui(t, un_jour(rng, *_DECISIONS), SUITE, None) for t in choisis]
    muets = {t.territoire_id for t in rng.sample(choisis, POSTES_INCONNUS_2025)}
    suivis = [*appuyes.values(), *(t for t in choisis if t.territoire_id not in muets)]
    vacants = {t.territoire_id for t in rng.sample(suivis, POSTES_VACANTS_2025)}
    retenus = {a.territoire.territoire_id: a.retenu for a in appuis}
    lignes = []
    for t in suivis:
        ancien = anciens.get(t.territoire_id)
        etats = _vie(ancien.lire("etat_poste", str) if ancien else None, t.territoire_id in vacants, rng)
        debut = max(retenus.get(t.territoire_id, COMITES[DERNIER]), calendrier.reception(AGENCE, DERNIER))
        jours = jours_croissants(rng, debut + timedelta(days=7), calendrier.reception(AGENCE, SUITE), len(etats))
        lignes += _lignes(t, list(zip(etats, jours, strict=True)), ancien, rng)
    return appuis, lignes


def _vie(avant: str | None, est_vacant: bool, rng: Random) -> list[str]:
    """States of a post since the first story, the last one being the one of the committee."""
    vie = {None: ["ouvert", "pourvu"], "ouvert": ["pourvu"], "vacant": ["pourvu"], "pourvu": []}[avant]
    if est_vacant:
        return [*vie, "vacant"]
    if rng.random() < _TAUX_REMPLACE:
        return [*vie, "vacant", "pourvu"]
    return ["ouvert"] if avant is None and rng.random() < _TAUX_EN_RECRUTEMENT else vie


def _lignes(t: Territoire, vie: list[tuple[str, date]], ancien: LigneLivree | None, rng: Random) -> list[LigneLivree]:
    tires = Decimal("0.5"), Decimal("0.8"), None
    taux = ancien.lire_si_dit("taux_cofinancement", Decimal) if ancien else rng.choice(tires)
    fin = ancien.lire("date_fin_financement", date) if ancien else vie[0][1] + DUREE
    return [ligne_de_poste(t, etat, jour, fin, taux, SUITE) for etat, jour in vie]
