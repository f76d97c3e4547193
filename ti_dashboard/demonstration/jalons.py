"""Milestones of the territories: the climb of the ladder, the pair elected member and industrialist, the supports."""

from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.appuis import Appui
from ti_dashboard.demonstration.calendrier import DERNIER, Calendrier, hasard, jours_croissants, un_jour
from ti_dashboard.demonstration.cibles import BINOMES_2019
from ti_dashboard.demonstration.demarche import ECHELLE, Etat, Etats, etat_phase_2, rang
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree, Valeur
from ti_dashboard.demonstration.territoires import Territoire

_MOTIFS = (
    "Gouvernance à installer après les élections",
    "Ingénierie locale insuffisante",
    "Périmètre en discussion avec la région",
    "En attente du comité régional",
    "Binôme élu-industriel à désigner",
    "Priorités à hiérarchiser entre les intercommunalités",
    "Diagnostic industriel non achevé",
    "Mobilisation des industriels à renforcer",
)
_PASSAGE = {"demarche_lancee": 0.8, "plan_en_finalisation": 0.85, "plan_valide_region": 0.5, "protocole_signe": 0.4}
_PREMIER_JALON = date(2018, 12, 3)
_TAUX_TARDIF = 0.03
_TAUX_CORRECTION = 0.12


def lignes_jalons(
    territoires: list[Territoire], etats: Etats, appuis: list[Appui], calendrier: Calendrier, graine: int
) -> list[LigneLivree]:
    """All milestone rows of both phases, sent by the agency."""
    lignes: list[LigneLivree] = []
    rng = hasard(graine, "jalons")
    for t in territoires:
        suite = etats[t.territoire_id] if t.phase == 1 else [None, None, None, etat_phase_2(rng)]
        lignes += _demarche(t, suite, calendrier, rng)
    lignes += _binomes(territoires, calendrier, hasard(graine, "binomes"))
    for appui in appuis:
        lignes.append(ligne_de_jalon(appui.territoire, "appui_retenu", appui.retenu, appui.dossier))
        if appui.termine and (dossier := calendrier.dossier(AGENCE, appui.termine)):
            lignes.append(ligne_de_jalon(appui.territoire, "appui_termine", appui.termine, dossier))
    return lignes


def ligne_de_jalon(
    t: Territoire, jalon: str, jour: date, dossier: int, cause: str = "initial", motif: str | None = None
) -> LigneLivree:
    """One milestone of one territory, as the agency tells it."""
    valeurs: dict[str, Valeur] = {
        "phase": t.phase,
        "territoire_id": t.territoire_id,
        "jalon": jalon,
        "date_effet": jour,
        "cause": cause,
    }
    return LigneLivree("jalons", AGENCE, dossier, {**valeurs, "motif_blocage": motif})


def _bornes(t: Territoire, dossier: int, calendrier: Calendrier) -> tuple[date, date]:
    """Days a milestone of this folder may bear: after the previous folder and after the territory's first entry."""
    premiere_entree = t.mouvements[0][1]
    if t.phase == 2:
        debut = date(2023, 7, 3)
    elif dossier == 0:
        debut = max(_PREMIER_JALON, premiere_entree)
    else:
        debut = max(calendrier.reception(AGENCE, dossier - 1) + timedelta(days=1), premiere_entree)
    return debut, calendrier.reception(AGENCE, dossier)


def _demarche(t: Territoire, etats: list[Etat], calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    """Events that lead from each committee's state to the next; some steps in between are told one folder late."""
    lignes: list[LigneLivree] = []
    precedent: Etat = None
    for dossier, etat in enumerate(etats):
        if etat is None or etat == precedent:
            if lignes and dossier >= 2 and rng.random() < _TAUX_CORRECTION:
                lignes.append(_corriger(t, lignes[-1], dossier, calendrier, rng))
            continue
        suite = echelons(precedent, etat, rng)
        jours = jours_croissants(rng, *_bornes(t, dossier, calendrier), len(suite))
        for echelon, jour in zip(suite, jours, strict=True):
            tardif = echelon != etat and dossier < DERNIER and rng.random() < _TAUX_TARDIF
            motif = rng.choice(_MOTIFS) if rang(echelon) < 2 and _reste_bloque(echelon, etats) else None
            lignes.append(ligne_de_jalon(t, echelon, jour, dossier + tardif, motif=motif))
        precedent = etat
    return lignes


def _reste_bloque(echelon: str, etats: list[Etat]) -> bool:
    """A reason is given for the step a territory is stuck on when a committee meets."""
    return echelon in etats


def echelons(precedent: Etat, etat: str, rng: Random) -> list[str]:
    """The steps told between two states, the last one included."""
    if rang(etat) < 0:
        return [etat]
    entre = ECHELLE[max(rang(precedent), 0) + 1 : rang(etat)]
    return [e for e in entre if rng.random() < _PASSAGE[e]] + [etat]


def _corriger(t: Territoire, ligne: LigneLivree, dossier: int, calendrier: Calendrier, rng: Random) -> LigneLivree:
    """The same step with a date put right: later by a few days, never after its own folder's reception."""
    jour = ligne.jour + timedelta(days=rng.randint(2, 20))
    jour = min(jour, calendrier.reception(AGENCE, ligne.dossier))
    jalon, motif = ligne.lire("jalon", str), ligne.lire_si_dit("motif_blocage", str)
    return ligne_de_jalon(t, jalon, jour, dossier, cause="correction", motif=motif)


def _binomes(territoires: list[Territoire], calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    """86 pairs known in September 2019 and no news of the others; more later, a few pairs undone."""
    presents = [t for t in territoires if t.phase == 1 and t.dossier <= 1]
    designes = rng.sample(presents, BINOMES_2019)
    vus = {t.territoire_id for t in designes}
    plus_tard = [t for t in territoires if t.phase == 1 and t.dossier <= 2 and t.territoire_id not in vus]
    rng.shuffle(plus_tard)
    lignes = []
    for t in designes:
        dossier = 1 if t.dossier == 1 else rng.choices((0, 1), (55, 45))[0]
        lignes.append(ligne_de_jalon(t, "binome_designe", un_jour(rng, *_bornes(t, dossier, calendrier)), dossier))
    for n, t in enumerate(plus_tard[:50]):
        jalon = "binome_absent" if n < 6 else "binome_designe"
        lignes.append(ligne_de_jalon(t, jalon, un_jour(rng, *_bornes(t, 2, calendrier)), 2))
    for t in rng.sample(designes, 9):
        lignes.append(ligne_de_jalon(t, "binome_absent", un_jour(rng, *_bornes(t, 3, calendrier)), 3))
    for t in territoires:
        if t.phase == 2 and rng.random() < 0.6:
            lignes.append(ligne_de_jalon(t, "binome_designe", un_jour(rng, *_bornes(t, 3, calendrier)), 3))
    return lignes
