"""Status rows: each project climbs the ladder at about the pace of its money; a few say nothing or contradict it."""

from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import Calendrier
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.ligne_livree import LigneLivree, Valeur
from ti_dashboard.demonstration.projets import Projet

_TAUX_MUET = 0.009
_TAUX_INCONNU = 0.012
_TAUX_CONTREDIT = 0.04
_TAUX_AJOURNE = 0.03
_TAUX_CORRECTION = 0.008
_APRES_ENGAGEMENT = ("engage", "conventionne", "en_realisation", "realise")
Etapes = list[tuple[str, date]]


def lignes_statuts(
    projets: list[Projet], par_projet: dict[str, list[Financement]], calendrier: Calendrier, rng: Random
) -> list[LigneLivree]:
    """All status rows, sent by the region of each project, never before the project itself."""
    lignes: list[LigneLivree] = []
    for projet in projets:
        muet = rng.random() < _TAUX_MUET and projet.sortie is None
        etapes = _vie(projet, par_projet.get(projet.projet_id, []), rng)
        if not muet:
            lignes += _ecrire(projet, etapes, calendrier, rng)
    return lignes


def _vie(projet: Projet, financements: list[Financement], rng: Random) -> Etapes:
    """Steps in strictly increasing date order, cut by the exit when there is one."""
    etapes: Etapes = [("remonte" if rng.random() < 0.93 else "valide", projet.date)]
    if etapes[0][0] == "remonte" and rng.random() < 0.8:
        etapes.append(("valide", projet.date + timedelta(days=rng.randint(8, 60))))
    suite = _selon_l_argent(projet, financements, rng)
    if rng.random() < _TAUX_CONTREDIT:
        suite = [e for e in suite if e[0] not in _APRES_ENGAGEMENT]
    etapes += suite
    if not financements and rng.random() < _TAUX_AJOURNE:
        etapes.append(("ajourne", projet.date + timedelta(days=rng.randint(90, 500))))
    if rng.random() < _TAUX_INCONNU:
        etapes.append(("inconnu", etapes[-1][1] + timedelta(days=rng.randint(10, 200))))
    etapes = _croissantes(etapes)
    if projet.sortie:
        sortie = projet.sortie
        etapes = [e for e in etapes if e[1] < sortie.jour] + [(sortie.statut, sortie.jour)]
    return etapes


def _selon_l_argent(projet: Projet, financements: list[Financement], rng: Random) -> Etapes:
    """From the first request to completion, following the first funder to move at each step."""
    if not financements:
        chance = 0.4 if projet.phase == 1 else 0.15
        instruction = projet.date + timedelta(days=rng.randint(65, 240))
        return [("en_instruction", instruction)] if rng.random() < chance else []
    premier = min(f.engagement.jour for f in financements)
    etapes: Etapes = [("en_instruction", premier - timedelta(days=rng.randint(3, 40)))]
    etapes.append(("engage", premier + timedelta(days=rng.randint(0, 25))))
    conventions = [f.convention.jour for f in financements if f.convention]
    if conventions:
        etapes.append(("conventionne", min(conventions) + timedelta(days=rng.randint(0, 20))))
        etapes.append(("en_realisation", min(conventions) + timedelta(days=rng.randint(25, 260))))
    if conventions and all(solde(f) for f in financements) and rng.random() < 0.8:
        dernier = max(f.paiements[-1].jour for f in financements)
        etapes.append(("realise", dernier + timedelta(days=rng.randint(5, 150))))
    return etapes


def solde(f: Financement) -> bool:
    """Nearly all of the agreement is paid."""
    convention = f.convention.montant if f.convention else None
    return bool(convention and sum(p.montant or 0 for p in f.paiements) > 0.85 * convention)


def _croissantes(etapes: Etapes) -> Etapes:
    """Pushes a step that would not come after the one before it, so that the last status is never ambiguous."""
    sorties: Etapes = []
    for statut, jour in etapes:
        if sorties and jour <= sorties[-1][1]:
            jour = sorties[-1][1] + timedelta(days=1)
        sorties.append((statut, jour))
    return sorties


def _ecrire(projet: Projet, etapes: Etapes, calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    lignes: list[LigneLivree] = []
    for statut, jour in etapes:
        dossier = calendrier.dossier(projet.emetteur, jour)
        if dossier is None:
            break
        corrige = len(lignes) > 1 and not projet.sortie and rng.random() < _TAUX_CORRECTION
        cause = "correction" if corrige else "initial"
        lignes.append(ligne_de_statut(projet, statut, jour, max(dossier, projet.dossier), cause))
    return lignes


def ligne_de_statut(projet: Projet, statut: str, jour: date, dossier: int, cause: str = "initial") -> LigneLivree:
    """One status of one project, as its region tells it."""
    valeurs: dict[str, Valeur] = {"projet_id": projet.projet_id, "statut": statut, "date_effet": jour, "cause": cause}
    return LigneLivree("statuts", projet.emetteur, dossier, valeurs)
