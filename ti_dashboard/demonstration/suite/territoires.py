"""Milestones of phase II since the assembly of 2023: contracts signed, pairs named, supports decided."""

from datetime import timedelta
from random import Random

from ti_dashboard.demonstration.appuis import Appui
from ti_dashboard.demonstration.calendrier import DERNIER, SUITE, Calendrier, jours_croissants, un_jour
from ti_dashboard.demonstration.demarche import rang
from ti_dashboard.demonstration.jalons import echelons, ligne_de_jalon
from ti_dashboard.demonstration.ligne_livree import AGENCE, LigneLivree
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.referentiels import lire

_FINS = ("contrat_signe", "protocole_signe", "plan_valide_region", "plan_en_finalisation", "demarche_lancee")
_POIDS = (66, 9, 17, 6, 2)
_TAUX_BINOME = 0.72
_TAUX_DEFAIT = 0.03


def lignes_jalons(recit: Recit, appuis: list[Appui], calendrier: Calendrier, rng: Random) -> list[LigneLivree]:
    """One climb per territory, never down; then the pairs, then the supports decided since 2023."""
    demarche = _derniers(recit, "demarche")
    binomes = _derniers(recit, "binome")
    debut, fin = calendrier.reception(AGENCE, DERNIER) + timedelta(days=1), calendrier.reception(AGENCE, SUITE)
    lignes = []
    for t in recit.territoires:
        if t.phase != 2:
            continue
        avant = demarche.get(t.territoire_id)
        etat = rng.choices(_FINS, _POIDS)[0]
        if rang(etat) > rang(avant):
            suite = echelons(avant, etat, rng)
            jours = jours_croissants(rng, debut, fin, len(suite))
            lignes += [ligne_de_jalon(t, e, j, SUITE) for e, j in zip(suite, jours, strict=True)]
        nomme = binomes.get(t.territoire_id) == "binome_designe"
        if rng.random() < (_TAUX_DEFAIT if nomme else _TAUX_BINOME):
            jalon = "binome_absent" if nomme else "binome_designe"
            lignes.append(ligne_de_jalon(t, jalon, un_jour(rng, debut, fin), SUITE))
    return lignes + [ligne_de_jalon(a.territoire, "appui_retenu", a.retenu, a.dossier) for a in appuis]


def _derniers(recit: Recit, famille: str) -> dict[object, str]:
    """The last milestone of a family that the first story told of each territory of phase II."""
    parmi = {r["jalon"] for r in lire("type_jalon") if r["famille"] == famille}
    lignes = [
        r for r in recit.lignes if r.nature == "jalons" and r.valeurs["phase"] == 2 and r.valeurs["jalon"] in parmi
    ]
    lignes.sort(key=lambda r: r.jour)
    return {r.valeurs["territoire_id"]: r.lire("jalon", str) for r in lignes}
