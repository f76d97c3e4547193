"""What followed, since 2023, a commitment of the first story: its agreement, its payments, its cancellation."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calage import CENT_EUROS
from ti_dashboard.demonstration.calendrier import COMITES, DERNIER, SUITE, Calendrier, jours_croissants
from ti_dashboard.demonstration.engagements import Financement, MontantDate

_DISPARUS = ("cget", "pole-emploi")
"""Bodies that have since taken another name: what they committed is told no further, as in the first story."""
_TAUX_CONVENTION = {1: 0.25, 2: 0.88}
_TAUX_PAIEMENT = {1: 0.3, 2: 0.75}
_TAUX_ANNULATION = {1: 0.02, 2: 0.03}
_TAUX_ANNULATION_SORTIE = 0.85


@dataclass
class Poursuite:
    """``mouvements``: end of the reference, kind of amount, movement; each is put on the financement as well."""

    financement: Financement
    mouvements: list[tuple[str, str, MontantDate]] = field(default_factory=list)

    def derouler(self, calendrier: Calendrier, rng: Random) -> "Poursuite":
        """By construction paid ≤ agreed ≤ committed, and cancelled ≤ committed − paid, as in the first story."""
        f = self.financement
        if f.annulation or f.est_inconnu or f.operateur_id in _DISPARUS:
            return self
        debut = COMITES[DERNIER] + timedelta(days=1)
        fin = calendrier.reception(f.emetteur, SUITE)
        sortie = f.projet.sortie if f.projet else None
        if sortie and sortie.dossier == SUITE:
            if rng.random() < _TAUX_ANNULATION_SORTIE:
                self._annuler(max(sortie.jour, debut), fin, rng)
        elif sortie is None:
            self._avancer(debut, fin, rng)
        return self

    def _avancer(self, debut: date, fin: date, rng: Random) -> None:
        f = self.financement
        jours = jours_croissants(rng, debut, fin, 3)
        if f.convention is None and rng.random() < _TAUX_CONVENTION[f.phase]:
            f.convention = MontantDate(min(f.engagement.montant or 0, f.net_engage()), jours[0], SUITE)
            self.mouvements.append(("C", "conventionne", f.convention))
        reste = self._reste_du()
        if reste > 0 and rng.random() < _TAUX_PAIEMENT[f.phase]:
            premier = reste if rng.random() < 0.5 else max(int(reste * 0.4) // CENT_EUROS * CENT_EUROS, 1)
            self._payer(premier, jours[1])
            if premier < reste and rng.random() < 0.6:
                self._payer(reste - premier, jours[2])
        elif not f.paiements and rng.random() < _TAUX_ANNULATION[f.phase]:
            self._annuler(jours[2], fin, rng)

    def _reste_du(self) -> int:
        """What the agreement still owes, in cents."""
        f = self.financement
        accorde = f.convention.montant if f.convention else None
        return (accorde or 0) - sum(p.montant or 0 for p in f.paiements)

    def _payer(self, montant: int, jour: date) -> None:
        f = self.financement
        f.paiements.append(MontantDate(montant, jour, SUITE))
        self.mouvements.append((f"P{len(f.paiements)}", "paye", f.paiements[-1]))

    def _annuler(self, debut: date, fin: date, rng: Random) -> None:
        f = self.financement
        reste = f.net_engage() - sum(p.montant or 0 for p in f.paiements)
        if reste > 0 and debut <= fin:
            f.annulation = MontantDate(reste, jours_croissants(rng, debut, fin, 1)[0], SUITE)
            self.mouvements.append(("A", "annule", f.annulation))
