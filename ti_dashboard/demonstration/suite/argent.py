"""Money since 2023: new commitments of phase II, what follows the old ones in both phases, envelopes announced."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from ti_dashboard.demonstration.appuis import Appui
from ti_dashboard.demonstration.calage import mettre_a_l_echelle
from ti_dashboard.demonstration.calendrier import SUITE, Calendrier, fenetre
from ti_dashboard.demonstration.cibles import (
    ANNONCES_DEPUIS_2023,
    PROJETS_ENGAGES_DEPUIS_2023,
    REGION_SEULE_DEPUIS_2023,
)
from ti_dashboard.demonstration.echeancier import Echeancier
from ti_dashboard.demonstration.engagements import Financement, Tireur, est_engageable, par_projet_finance
from ti_dashboard.demonstration.flux import (
    demandes_en_attente,
    ligne_de_mouvement,
    lignes_annoncees,
    lignes_demande,
    lignes_financement,
)
from ti_dashboard.demonstration.ligne_livree import LigneLivree
from ti_dashboard.demonstration.offres import NOUVEAUX_NOMS, OFFRES, Offre
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.recit import Recit
from ti_dashboard.demonstration.suite.echeances import Poursuite
from ti_dashboard.demonstration.tirage import pour_les_postes

_FIN = date(2027, 12, 31)
_ECHELLE = 0.26


def _offres() -> tuple[Offre, ...]:
    """What was open in 2023 and still is, under the names of today, and the Fonds vert of 2024."""
    ouvertes = [o for o in OFFRES if 2 in o.phases and o.fermeture.year == 2023]
    suivies = [
        replace(o, operateur_id="france-travail", ouverture=NOUVEAUX_NOMS["france-travail"], fermeture=_FIN)
        if o.operateur_id == "pole-emploi"
        else replace(o, fermeture=_FIN)
        for o in ouvertes
    ]
    vert = Offre(
        "services-deconcentres",
        "fonds-vert",
        {"subvention": 1},
        260_000,
        14,
        ("transition-ecologique",),
        date(2024, 4, 2),
        _FIN,
        (2,),
    )
    return (*suivies, vert)


@dataclass(frozen=True)
class Argent:
    """``nouveaux``: the financements decided since 2023; ``poursuites``: what came after those of before."""

    nouveaux: list[Financement]
    poursuites: list[Poursuite]

    def par_projet(self, recit: Recit) -> dict[str, list[Financement]]:
        return par_projet_finance([*recit.financements, *self.nouveaux])

    def ecrire(
        self, recit: Recit, projets: list[Projet], deplaces: set[str], calendrier: Calendrier, rng: Random
    ) -> list[LigneLivree]:
        """Every row of money of the fifth folder."""
        lignes = lignes_annoncees(ANNONCES_DEPUIS_2023, calendrier, recit.references)
        moved = recit.deplaces | deplaces
        for f in self.nouveaux:
            lignes += lignes_financement(f, recit.references, moved)
        for p in self.poursuites:
            lignes += [ligne_de_mouvement(p.financement, *vers, "initial", moved) for vers in p.mouvements]
        financeurs = {i: {f.famille for f in groupe} for i, groupe in par_projet_finance(self.nouveaux).items()}
        for attente in demandes_en_attente(projets, financeurs, calendrier, rng, _offres()):
            lignes.append(lignes_demande(attente, recit.references, moved))
        return lignes


def financer(recit: Recit, projets: list[Projet], appuis: list[Appui], calendrier: Calendrier, rng: Random) -> Argent:
    """Draws the new commitments, unrolls what follows them, then goes on with the old ones."""
    echeancier = Echeancier(calendrier, rng, SUITE)
    poursuites = [p for f in recit.financements if (p := Poursuite(f).derouler(calendrier, rng)).mouvements]
    nouveaux = _engager(recit, projets, Tireur(calendrier, rng, _offres()), rng)
    mettre_a_l_echelle(nouveaux, _ECHELLE)
    # 6.7 M€ for 153 posts, says the Sénat.
    postes = pour_les_postes(appuis, Tireur(calendrier, rng, _offres()), rng, (380, 490))
    mettre_a_l_echelle(postes, 1.0)
    nouveaux += postes
    for f in nouveaux:
        echeancier.derouler(f)
        echeancier.annuler(f)
    return Argent(nouveaux, poursuites)


def _engager(recit: Recit, projets: list[Projet], tireur: Tireur, rng: Random) -> list[Financement]:
    """First commitments, to projects nobody had committed to in 2023."""
    pris = par_projet_finance(recit.financements)
    libres = [p for p in recit.projets if p.phase == 2 and p.projet_id not in pris]
    possibles = [p for p in [*libres, *projets] if est_engageable(p, SUITE)]
    choisis = rng.sample(possibles, PROJETS_ENGAGES_DEPUIS_2023 + REGION_SEULE_DEPUIS_2023)
    engages, seuls = choisis[:PROJETS_ENGAGES_DEPUIS_2023], choisis[PROJETS_ENGAGES_DEPUIS_2023:]
    trouves = [f for p in engages for f in tireur.pour_projet(p, SUITE)]
    _apres_leur_demande(recit, trouves)
    return trouves + [tireur.par_la_region_seule(p, SUITE) for p in seuls]


def _apres_leur_demande(recit: Recit, financements: list[Financement]) -> None:
    """A commitment told late is not dated before the request that the first story told of it."""
    debut = fenetre(SUITE)[0]
    demandes = {
        (r.valeurs["projet_id"], r.valeurs["operateur_id"])
        for r in recit.lignes
        if r.nature == "financements" and r.valeurs["type_montant"] == "demande"
    }
    for f in financements:
        if f.projet and f.engagement.jour < debut and (f.projet.projet_id, f.operateur_id) in demandes:
            f.engagement.jour, f.correction, f.taux_correction = debut, None, 0.0
