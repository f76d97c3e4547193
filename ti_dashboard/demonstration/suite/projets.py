"""Projects told since 2023: those declared since, those that left, and total costs put right by what was committed."""

from bisect import bisect
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

from ti_dashboard.demonstration.calendrier import COMITES, DERNIER, SUITE, Calendrier, fenetre, un_jour
from ti_dashboard.demonstration.cibles import PROJETS_COMPTES_2025, PROJETS_SORTIS_DEPUIS_2023
from ti_dashboard.demonstration.declarations import aides_par_projet
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.intitules import Intitules
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.projets import Projet, faire_sortir
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.territoires import Territoire
from ti_dashboard.demonstration.thematique import tirer_axe_et_themes

_TAUX_TARDIF = 0.04
_PREMIER_TARDIF = date(2023, 7, 3)
_TAUX_SANS_TERRITOIRE = 0.01


def nouveaux_projets(recit: Recit, calendrier: Calendrier, rng: Random) -> list[Projet]:
    """Projects of phase II declared since the first story; marks those of both stories that left since."""
    anciens = [p for p in recit.projets if p.phase == 2]
    comptes = sum(p.compte(DERNIER) for p in anciens)
    intitules = Intitules(rng, (p.intitule for p in recit.projets))
    lieux = [t for t in recit.territoires if t.phase == 2]
    cumul = list(accumulate(rng.lognormvariate(0, 0.5) for _ in lieux))
    nouveaux = [
        _projet(len(anciens) + n + 1, lieux[bisect(cumul, rng.random() * cumul[-1])], intitules, rng)
        for n in range(PROJETS_COMPTES_2025 + PROJETS_SORTIS_DEPUIS_2023 - comptes)
    ]
    faire_sortir(anciens + nouveaux, SUITE, PROJETS_SORTIS_DEPUIS_2023, rng)
    return nouveaux


def _projet(numero: int, lieu: Territoire, intitules: Intitules, rng: Random) -> Projet:
    axe_id, theme, themes = tirer_axe_et_themes(2, rng)
    jours = (_PREMIER_TARDIF, COMITES[DERNIER] - timedelta(days=15)) if rng.random() < _TAUX_TARDIF else fenetre(SUITE)
    territoire = None if rng.random() < _TAUX_SANS_TERRITOIRE else lieu
    titre = intitules.tirer(theme)
    return Projet(
        f"p2-{numero:05d}", 2, lieu.region, territoire, axe_id, theme, themes, titre, un_jour(rng, *jours), SUITE
    )


def revoir_les_couts(
    recit: Recit, nouveaux: list[Financement], calendrier: Calendrier, rng: Random
) -> list[LigneLivree]:
    """A project declared in 2023 whose funders now commit more than its total cost says it again, higher."""
    declarees = recit.dernieres("projets", "projet_id", phase=2)
    aides = aides_par_projet([*recit.financements, *nouveaux])
    premiers: dict[str, date] = {}
    for f in nouveaux:
        if f.projet:
            premiers[f.projet.projet_id] = min(f.engagement.jour, premiers.get(f.projet.projet_id, date.max))
    lignes = []
    for projet_id, jour in premiers.items():
        ligne = declarees.get(projet_id)
        ancien = ligne.lire_si_dit("cout_total", Decimal) if ligne else None
        if ligne is None or ancien is None:
            continue
        aide = Decimal(aides[projet_id]) / 100
        if aide > ancien * Decimal("0.9"):
            cout = Decimal(round(aide * Decimal(rng.randint(115, 300)) / 100_000) + 1) * 1000
            fin = max(jour, calendrier.reception(ligne.emetteur, SUITE))
            valeurs = {**ligne.valeurs, "cout_total": cout, "date_effet": un_jour(rng, jour, fin)}
            lignes.append(replace(ligne, dossier=SUITE, valeurs=valeurs | {"cause": "correction"}))
    return lignes
