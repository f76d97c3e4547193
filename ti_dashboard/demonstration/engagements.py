"""Who commits money to what, and when: one ``Financement`` per project and funder, before amounts are tuned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calendrier import Calendrier, fenetre, un_jour
from ti_dashboard.demonstration.ligne_livree import AGENCE, region_emettrice
from ti_dashboard.demonstration.offres import OFFRES, Offre, operateur_a_date, tirer_offre
from ti_dashboard.demonstration.projets import Projet
from ti_dashboard.demonstration.territoires import Territoire

_TAUX_TARDIF = 0.015
_TAUX_INCONNU = 0.015
_TAUX_CORRECTION = 0.045
_NB_FINANCEURS = ((1, 2, 3, 4), (60, 25, 11, 4))


@dataclass
class MontantDate:
    """A dated amount in cents (``None``: not told) and the folder that brings it."""

    montant: int | None
    jour: date
    dossier: int


@dataclass
class Financement:
    """What one funder gives one project (or one territory, or the programme). Amounts are whole cents.

    ``racine`` is the number of the act once its first rows are written: the rows of the sequel go on from it.
    """

    phase: int
    operateur_id: str
    emetteur: str
    instrument_id: str
    nature: str
    brut: float
    engagement: MontantDate
    projet: Projet | None = None
    territoire: Territoire | None = None
    demande: MontantDate | None = None
    taux_correction: float = 0.0
    correction: MontantDate | None = None
    convention: MontantDate | None = None
    paiements: list[MontantDate] = field(default_factory=list)
    annulation: MontantDate | None = None
    sans_suite: bool = False
    racine: str = ""

    @property
    def est_inconnu(self) -> bool:
        return self.engagement.montant is None

    @property
    def famille(self) -> str:
        """Funder as the offers name it: one code for the agency, whatever its name that day."""
        return AGENCE if self.operateur_id in ("cget", "anct") else self.operateur_id

    def net_engage(self) -> int:
        """Committed amount with its correction, in cents; 0 when unknown."""
        correction = self.correction.montant if self.correction else 0
        return (self.engagement.montant or 0) + (correction or 0)


class Tireur:
    """Draws financements with one generator, one calendar and the offers there are."""

    def __init__(self, calendrier: Calendrier, rng: Random, offres: tuple[Offre, ...] = OFFRES) -> None:
        self._calendrier = calendrier
        self._rng = rng
        self._offres = offres

    def pour_projet(self, projet: Projet, dossier: int, seul: bool = False) -> list[Financement]:
        """Financements of a project whose first State or operator commitment must be told in ``dossier``."""
        rng = self._rng
        jour = self._premier_jour(projet, dossier)
        offre = self._offre(projet, jour, {"regions"})
        retenus = [self._financement(projet, offre, jour, dossier)]
        pris = {offre.operateur_id}
        for _ in range(0 if seul else rng.choices(*_NB_FINANCEURS)[0] - 1):
            jour_suivant = jour + timedelta(days=rng.randint(0, 150))
            autre = tirer_offre(projet.theme, projet.phase, jour_suivant, pris, rng, self._offres)
            if autre is None or (projet.sortie and jour_suivant >= projet.sortie.jour):
                continue
            pris.add(autre.operateur_id)
            naturel = self._calendrier.dossier(emetteur_de(autre, projet.region), jour_suivant)
            if naturel is not None:
                retenus.append(self._financement(projet, autre, jour_suivant, max(naturel, dossier)))
        return retenus

    def par_la_region_seule(self, projet: Projet, dossier: int) -> Financement:
        """A project the region alone funds: it does not count as committed by the State and its operators."""
        jour = self._premier_jour(projet, dossier)
        autres = {o.operateur_id for o in self._offres if o.operateur_id != "regions"}
        return self._financement(projet, self._offre(projet, jour, autres), jour, dossier)

    def pour_territoire(self, territoire: Territoire, offre: Offre, jour: date) -> Financement | None:
        """Money for a territory as a whole (post, engineering), attached to no project."""
        emetteur = emetteur_de(offre, territoire.region)
        dossier = self._calendrier.dossier(emetteur, jour)
        if dossier is None:
            return None
        rng = self._rng
        return Financement(
            territoire.phase,
            operateur_a_date(offre.operateur_id, jour),
            emetteur,
            offre.instrument_id,
            offre.nature(rng),
            offre.montant(rng),
            MontantDate(0, jour, dossier),
            territoire=territoire,
        )

    def _offre(self, projet: Projet, jour: date, exclus: set[str]) -> Offre:
        """For a project that must be committed that day: there is an offer, or the offers are badly written."""
        offre = tirer_offre(projet.theme, projet.phase, jour, exclus, self._rng, self._offres)
        if offre is None:
            raise LookupError(f"Aucune offre le {jour} pour {projet.projet_id}")
        return offre

    def _premier_jour(self, projet: Projet, dossier: int) -> date:
        """A day every sender tells in ``dossier``; now and then an earlier one, told late."""
        debut, fin = fenetre(dossier)
        fin = min(fin, projet.sortie.jour - timedelta(days=1)) if projet.sortie else fin
        premier = projet.date + timedelta(days=10)
        if premier < debut - timedelta(days=15) and self._rng.random() < _TAUX_TARDIF:
            return un_jour(self._rng, premier, debut - timedelta(days=2))
        return un_jour(self._rng, max(premier, debut), fin)

    def _financement(self, projet: Projet, offre: Offre, jour: date, dossier: int) -> Financement:
        rng = self._rng
        financement = Financement(
            projet.phase,
            operateur_a_date(offre.operateur_id, jour),
            emetteur_de(offre, projet.region),
            offre.instrument_id,
            offre.nature(rng),
            offre.montant(rng, projet.theme),
            MontantDate(None if rng.random() < _TAUX_INCONNU else 0, jour, dossier),
            projet,
        )
        if not financement.est_inconnu and rng.random() < _TAUX_CORRECTION:
            self._prevoir_correction(financement)
        return financement

    def _prevoir_correction(self, financement: Financement) -> None:
        """A signed adjustment of the commitment, some months later; its amount waits for the tuning."""
        rng = self._rng
        jour = financement.engagement.jour + timedelta(days=rng.randint(40, 420))
        dossier = self._calendrier.dossier(financement.emetteur, jour)
        sortie = financement.projet.sortie if financement.projet else None
        if dossier is None or financement.operateur_id == "cget" or (sortie and jour >= sortie.jour):
            return
        financement.taux_correction = rng.choice((-0.2, -0.15, -0.1, -0.05, 0.04, 0.08, 0.12, 0.25))
        financement.correction = MontantDate(0, jour, max(dossier, financement.engagement.dossier))


def emetteur_de(offre: Offre, region: str) -> str:
    """Sender of an offer: each region tells its own aids, every other funder tells its own for the whole country."""
    return region_emettrice(region) if offre.operateur_id == "regions" else offre.operateur_id


def est_engageable(projet: Projet, dossier: int) -> bool:
    """Old enough, and not gone, for a first commitment told in that folder."""
    debut, fin = fenetre(dossier)
    premier = max(projet.date + timedelta(days=10), debut)
    if projet.sortie:
        fin = min(fin, projet.sortie.jour - timedelta(days=1))
    return projet.dossier <= dossier and premier + timedelta(days=20) <= fin


def par_projet_finance(financements: Iterable[Financement]) -> dict[str, list[Financement]]:
    """The financements of each project that has any."""
    groupes: dict[str, list[Financement]] = defaultdict(list)
    for f in financements:
        if f.projet:
            groupes[f.projet.projet_id].append(f)
    return groupes
