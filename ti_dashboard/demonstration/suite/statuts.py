"""Where each project stands in May 2025: 1,720 of the 3,072 of phase II done or under way, most of them funded.

Phase I goes on too: what is wholly paid is done.
"""

from datetime import timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import COMITES, DERNIER, SUITE, Calendrier, jours_croissants
from ti_dashboard.demonstration.cibles import REALISES_OU_EN_COURS_2025
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.statuts import ligne_de_statut, solde

_ECHELLE = ("remonte", "valide", "en_instruction", "engage", "conventionne", "en_realisation", "realise")
_DE_L_ARGENT = ("engage", "conventionne")
_EN_COURS = _ECHELLE[5:]
_PASSAGE = 0.75
_TAUX_MUET = 0.009
_TAUX_INCONNU = 0.02
_TAUX_AJOURNE = 0.045
_SANS_FINANCEUR = 75
_JOURS_POUR_AVANCER = 30
ParProjet = dict[str, list[Financement]]


def lignes_statuts(
    recit: Recit, nouveaux: list[Projet], par_projet: ParProjet, calendrier: Calendrier, rng: Random
) -> list[LigneLivree]:
    """Every status told in the fifth folder."""
    avant = {i: str(ligne.valeurs["statut"]) for i, ligne in recit.dernieres("statuts", "projet_id").items()}
    phase_2 = [p for p in [*recit.projets, *nouveaux] if p.phase == 2]
    muets = {p.projet_id for p in nouveaux if p.sortie is None and rng.random() < _TAUX_MUET}
    avancent = _avancent([p for p in phase_2 if p.projet_id not in muets], avant, par_projet, calendrier, rng)
    lignes: list[LigneLivree] = []
    for p in phase_2:
        if p.projet_id not in muets and (p.sortie is None or p.sortie.dossier == SUITE):
            vie = _vie(p, avant.get(p.projet_id), p.projet_id in avancent, par_projet.get(p.projet_id, []), rng)
            lignes += _ecrire(p, vie, p.projet_id in avant, calendrier, rng)
    for p in recit.projets:
        financements = par_projet.get(p.projet_id, [])
        if p.phase == 1 and avant.get(p.projet_id) == "en_realisation" and _est_paye(financements):
            lignes += _ecrire(p, ["realise"], True, calendrier, rng)
    return lignes


def _avancent(
    projets: list[Projet], avant: dict[object, str], par_projet: ParProjet, calendrier: Calendrier, rng: Random
) -> set[str]:
    """Those done or under way: all that already were, then those with an agreement or a commitment, a few without."""
    comptes = [p for p in projets if p.compte(SUITE)]
    deja = {p.projet_id for p in comptes if avant.get(p.projet_id) in _EN_COURS}
    possibles = [p for p in comptes if p.projet_id not in deja and _peut_avancer(p, avant, calendrier)]
    rng.shuffle(possibles)
    sans = [p for p in possibles if not par_projet.get(p.projet_id)][:_SANS_FINANCEUR]
    finances = sorted(
        (p for p in possibles if par_projet.get(p.projet_id)),
        key=lambda p: not any(f.convention for f in par_projet[p.projet_id]),
    )
    manque = REALISES_OU_EN_COURS_2025 - len(deja) - len(sans)
    if manque > len(finances):
        raise ValueError(f"{manque - len(finances)} projects lack to be under way")
    return deja | {p.projet_id for p in [*sans, *finances[:manque]]}


def _peut_avancer(p: Projet, avant: dict[object, str], calendrier: Calendrier) -> bool:
    reste = calendrier.reception(p.emetteur, SUITE) - p.date
    return reste.days > _JOURS_POUR_AVANCER and avant.get(p.projet_id) not in ("inconnu", "ajourne")


def _vie(p: Projet, avant: str | None, avance: bool, financements: list[Financement], rng: Random) -> list[str]:
    """Statuses since the first story, in order."""
    if p.sortie:
        return [*([] if avant else ["remonte"]), p.sortie.statut]
    vus = _ECHELLE.index(avant) if avant in _ECHELLE else -1
    but = _but(avance, avant, financements, rng)
    if but is None or _ECHELLE.index(but) <= vus:
        return []
    sautes = () if financements else _DE_L_ARGENT
    entre = [s for s in _ECHELLE[vus + 1 : _ECHELLE.index(but)] if s not in sautes and rng.random() < _PASSAGE]
    vie = [*entre, but]
    sort = 1.0 if avance else rng.random()
    if sort < _TAUX_INCONNU:
        vie.append("inconnu")
    elif sort < _TAUX_AJOURNE and not financements:
        vie.append("ajourne")
    return vie


def _but(avance: bool, avant: str | None, financements: list[Financement], rng: Random) -> str | None:
    """The step a project is on when the committee meets."""
    if avance:
        return "realise" if rng.random() < (0.85 if _est_paye(financements) else 0.12) else "en_realisation"
    if avant in ("inconnu", "ajourne"):
        return None
    if any(f.convention for f in financements):
        return "conventionne"
    if financements:
        return "engage"
    return rng.choices(("remonte", "valide", "en_instruction"), (18, 55, 27))[0]


def _est_paye(financements: list[Financement]) -> bool:
    return bool(financements) and all(solde(f) for f in financements)


def _ecrire(p: Projet, vie: list[str], est_ancien: bool, calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    """One row a step; a project of this folder is first told on the day it was declared."""
    if p.sortie:
        jours = [p.date, p.sortie.jour][-len(vie) :]
    else:
        debut = max(p.date, COMITES[DERNIER]) if est_ancien else p.date
        fin = calendrier.reception(p.emetteur, SUITE)
        jours = [] if est_ancien else [debut]
        # Declared a few days before the file is sent, it has not the time of every step.
        nombre = min(len(vie) - len(jours), (fin - debut).days)
        jours += jours_croissants(rng, debut + timedelta(days=1), fin, nombre)
    return [ligne_de_statut(p, statut, jour, SUITE) for statut, jour in zip(vie, jours, strict=False)]
