"""Rows of the projects sheet: the first declaration, and a few later ones that put something right."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from math import log
from random import Random

from ti_dashboard.demonstration.calendrier import Calendrier
from ti_dashboard.demonstration.engagements import Financement
from ti_dashboard.demonstration.ligne_livree import LigneLivree, Valeur
from ti_dashboard.demonstration.offres import AMPLEURS
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.territoires import Territoire
from ti_dashboard.demonstration.thematique import autre_axe

_TAUX_CORRECTION = 0.03
_TAUX_COUT_INCONNU = 0.15
_COUT_MEDIAN = 650_000


def lignes_projets(
    projets: list[Projet], territoires: list[Territoire], aides: dict[str, int], calendrier: Calendrier, rng: Random
) -> tuple[list[LigneLivree], set[str]]:
    """Project rows, and the ids of the projects that were moved to another territory.

    ``aides``: public money committed in cents per project, so that a total cost is never below it.
    """
    lignes: list[LigneLivree] = []
    deplaces: set[str] = set()
    voisins = _Voisins(territoires)
    for projet in projets:
        cout = _cout_total(projet, aides.get(projet.projet_id, 0), rng)
        ligne = _ligne(projet, cout)
        lignes.append(ligne)
        if rng.random() < _TAUX_CORRECTION:
            correction = _corriger(projet, ligne, voisins, calendrier, rng)
            if correction:
                lignes.append(correction)
                if correction.valeurs["territoire_id"] != ligne.valeurs["territoire_id"]:
                    deplaces.add(projet.projet_id)
    return lignes, deplaces


def aides_par_projet(financements: list[Financement]) -> dict[str, int]:
    """Committed cents per project, all funders together."""
    aides: dict[str, int] = {}
    for f in financements:
        if f.projet:
            aides[f.projet.projet_id] = aides.get(f.projet.projet_id, 0) + f.net_engage()
    return aides


class _Voisins:
    """Territories of the same phase and region, already in the programme that day."""

    def __init__(self, territoires: list[Territoire]) -> None:
        self._territoires = territoires

    def tirer(self, projet: Projet, ligne: LigneLivree, rng: Random) -> str | None:
        possibles = [
            t.territoire_id
            for t in self._territoires
            if t.phase == projet.phase
            and t.region == projet.region
            and t.dossier <= ligne.dossier
            and t.territoire_id != ligne.valeurs["territoire_id"]
        ]
        return rng.choice(possibles) if possibles else None


def _cout_total(projet: Projet, aide: int, rng: Random) -> Decimal | None:
    """Total cost in euros, private money included, rounded to the thousand; unknown for 15 % of the projects."""
    propre = rng.lognormvariate(log(_COUT_MEDIAN * AMPLEURS.get(projet.theme, 1.0)), 1.0)
    levier = rng.uniform(1.15, 4.0)
    if rng.random() < _TAUX_COUT_INCONNU:
        return None
    return Decimal(round(max(propre, aide / 100 * levier) / 1000 + 1) * 1000)


def _ligne(projet: Projet, cout: Decimal | None) -> LigneLivree:
    valeurs: dict[str, Valeur] = {
        "projet_id": projet.projet_id,
        "phase": projet.phase,
        "territoire_id": projet.territoire.territoire_id if projet.territoire else None,
        "intitule": projet.intitule,
        "axe_id": projet.axe_id,
        "themes": projet.themes or None,
        "cout_total": cout,
        "date_effet": projet.date,
        "cause": "initial",
    }
    return LigneLivree("projets", projet.emetteur, projet.dossier, valeurs)


def _corriger(
    projet: Projet, ligne: LigneLivree, voisins: _Voisins, calendrier: Calendrier, rng: Random
) -> LigneLivree | None:
    """A later row with another territory, another axis or another cost; ``None`` when it would come too late."""
    jour = projet.date + timedelta(days=rng.randint(20, 300))
    dossier = calendrier.dossier(projet.emetteur, jour)
    if dossier is None:
        return None
    corrigee = replace(ligne, dossier=max(dossier, projet.dossier))
    valeurs: dict[str, Valeur] = {**ligne.valeurs, "date_effet": jour, "cause": "correction"}
    objet = rng.choices(("territoire", "axe", "cout"), (40, 25, 35))[0]
    if objet == "territoire" and projet.territoire:
        valeurs["territoire_id"] = voisins.tirer(projet, corrigee, rng) or valeurs["territoire_id"]
    elif objet == "axe":
        valeurs |= {"axe_id": autre_axe(projet.axe_id, rng), "themes": projet.themes or projet.theme}
    else:
        ancien = ligne.lire_si_dit("cout_total", Decimal) or Decimal(400_000)
        valeurs["cout_total"] = Decimal(round(ancien * rng.choice((105, 110, 120, 135)) / 100_000) * 1000)
    return replace(corrigee, valeurs=valeurs)
