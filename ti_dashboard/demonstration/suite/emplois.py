"""Jobs of the projects of before: agreed with the agreements signed since, verified once something is paid."""

from datetime import timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import SUITE, Calendrier, un_jour
from ti_dashboard.demonstration.emplois import VERIFICATEURS, ligne_d_emploi
from ti_dashboard.demonstration.engagements import MontantDate
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.suite.echeances import Poursuite

_TAUX_CONVENTIONNE = 0.3
_TAUX_CONSTAT = 0.09


def suites_des_emplois(
    recit: Recit, poursuites: list[Poursuite], calendrier: Calendrier, rng: Random
) -> list[LigneLivree]:
    """Only of a project that had told a number, and where the same kind of number was not told yet."""
    signes, payes = _premiers(poursuites, "conventionne"), _premiers(poursuites, "paye")
    prevus: dict[tuple[object, object], LigneLivree] = {}
    dits: set[tuple[object, object, object]] = set()
    for ligne in recit.lignes:
        if ligne.nature == "emplois":
            sujet = ligne.valeurs["projet_id"], ligne.valeurs["type_emploi"]
            dits.add((*sujet, ligne.valeurs["etat_emploi"]))
            if ligne.valeurs["etat_emploi"] == "prevus" and ligne.valeurs["nombre"]:
                prevus[sujet] = ligne
    lignes = []
    for (projet_id, genre), ligne in prevus.items():
        nombre = ligne.lire("nombre", int)
        signe, paye = signes.get(projet_id), payes.get(projet_id)
        if signe and (projet_id, genre, "conventionnes") not in dits and rng.random() < _TAUX_CONVENTIONNE:
            retenu = max(1, round(nombre * rng.choice((1, 1, 0.9, 0.75))))
            lignes.append(ligne_d_emploi(ligne, "conventionnes", retenu, None, signe.jour, SUITE))
        if paye and (projet_id, genre, "constates") not in dits and rng.random() < _TAUX_CONSTAT:
            jour = un_jour(rng, paye.jour, max(paye.jour, calendrier.reception(ligne.emetteur, SUITE)))
            jour = min(jour, calendrier.reception(ligne.emetteur, SUITE) - timedelta(days=1))
            constate = round(nombre * rng.uniform(0.1, 0.9))
            lignes.append(ligne_d_emploi(ligne, "constates", constate, rng.choice(VERIFICATEURS), jour, SUITE))
    return lignes


def _premiers(poursuites: list[Poursuite], type_montant: str) -> dict[object, MontantDate]:
    """The first movement of a kind of each project since 2023."""
    premiers: dict[object, MontantDate] = {}
    for p in poursuites:
        for _, nature, mouvement in p.mouvements:
            projet = p.financement.projet
            if projet and projet.sortie is None and nature == type_montant:
                avant = premiers.get(projet.projet_id)
                premiers[projet.projet_id] = mouvement if avant is None or mouvement.jour < avant.jour else avant
    return premiers
