"""Job rows. Forecasts come with the project, agreed jobs with the agreement; verified jobs are few, none in 2019."""

from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import Calendrier
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.ligne_livree import LigneLivree, Valeur
from ti_dashboard.demonstration.projets import Projet

VERIFICATEURS = (
    "Service instructeur de la DREETS",
    "Service développement économique de la région",
    "Commissaire au redressement productif",
    "Sous-préfet référent",
)
_PREMIERS_CONSTATS = date(2020, 9, 1)
_TAUX = {"crees": 0.52, "confortes": 0.42}
_MEDIANES = {"crees": 2.2, "confortes": 3.1}
_TAUX_NOMBRE_INCONNU = 0.06
_TAUX_CORRECTION = 0.03
_TAUX_CONVENTIONNE = 0.3
_TAUX_CONSTAT = 0.09


def lignes_emplois(
    projets: list[Projet], par_projet: dict[str, list[Financement]], calendrier: Calendrier, rng: Random
) -> list[LigneLivree]:
    """All job rows, created and strengthened jobs apart, sent by the region of each project."""
    lignes: list[LigneLivree] = []
    for projet in projets:
        for type_emploi, taux in _TAUX.items():
            if rng.random() < taux:
                declarees = _declarations(projet, type_emploi, par_projet.get(projet.projet_id, []), rng)
                lignes += _ecrire(projet, type_emploi, declarees, calendrier)
    return lignes


_Declaration = tuple[str, int | None, str | None, date, str]


def _declarations(projet: Projet, type_emploi: str, financements: list[Financement], rng: Random) -> list[_Declaration]:
    """``(etat, nombre, verificateur, jour, cause)`` in the order they happen."""
    nombre = max(1, round(rng.lognormvariate(_MEDIANES[type_emploi], 0.9)))
    prevu = None if rng.random() < _TAUX_NOMBRE_INCONNU else nombre
    declarees: list[_Declaration] = [("prevus", prevu, None, projet.date, "initial")]
    if rng.random() < _TAUX_CORRECTION:
        revu = max(0, round(nombre * rng.choice((0.5, 0.7, 0.8, 1.2))))
        declarees.append(("prevus", revu, None, projet.date + timedelta(days=rng.randint(30, 400)), "correction"))
    conventions = [f.convention.jour for f in financements if f.convention]
    if conventions and rng.random() < _TAUX_CONVENTIONNE:
        retenu = max(1, round(nombre * rng.choice((1, 1, 0.9, 0.75))))
        declarees.append(("conventionnes", retenu, None, min(conventions), "initial"))
    paiements = [p.jour for f in financements for p in f.paiements]
    if paiements and rng.random() < _TAUX_CONSTAT:
        jour = max(min(paiements) + timedelta(days=rng.randint(120, 420)), _PREMIERS_CONSTATS)
        constate = round(nombre * rng.uniform(0.1, 0.9))
        declarees.append(("constates", constate, rng.choice(VERIFICATEURS), jour, "initial"))
    return declarees


def _ecrire(
    projet: Projet, type_emploi: str, declarees: list[_Declaration], calendrier: Calendrier
) -> list[LigneLivree]:
    lignes = []
    for etat, nombre, verificateur, jour, cause in declarees:
        dossier = calendrier.dossier(projet.emetteur, jour)
        if dossier is None or (projet.sortie and jour > projet.sortie.jour):
            continue
        valeurs: dict[str, Valeur] = {
            "projet_id": projet.projet_id,
            "type_emploi": type_emploi,
            "etat_emploi": etat,
            "nombre": nombre,
            "verificateur": verificateur,
            "date_effet": jour,
            "cause": cause,
        }
        lignes.append(LigneLivree("emplois", projet.emetteur, max(dossier, projet.dossier), valeurs))
    return lignes


def ligne_d_emploi(
    declaree: LigneLivree, etat: str, nombre: int, verificateur: str | None, jour: date, dossier: int
) -> LigneLivree:
    """What a later folder says of jobs that a project had declared."""
    valeurs: dict[str, Valeur] = {
        **declaree.valeurs,
        "etat_emploi": etat,
        "nombre": nombre,
        "verificateur": verificateur,
    }
    return LigneLivree("emplois", declaree.emetteur, dossier, valeurs | {"date_effet": jour, "cause": "initial"})
