"""What follows a commitment: request before it, agreement, payments six to twenty-four months later, cancellation.

By construction, for each financement and at each committee: paid ≤ agreed ≤ committed, cancelled ≤ committed − paid.
"""

from datetime import date, timedelta
from random import Random

from ti_dashboard.demonstration.calage import CENT_EUROS
from ti_dashboard.demonstration.calendrier import DERNIER, LANCEMENT, Calendrier
from ti_dashboard.demonstration.engagements import Financement, MontantDate
from ti_dashboard.demonstration.offres import FIN_DU_CGET, NOUVEAUX_NOMS

_TAUX_TARDIF = 0.012
_TAUX_DEMANDE = 0.92
_TAUX_CONVENTION = 0.9
_TAUX_ANNULATION = 0.035
_PLANS_DE_PAIEMENT = ((1.0,), (0.3, 0.7), (0.3, 0.4, 0.3), (0.2, 0.3, 0.3, 0.2), (0.2, 0.2, 0.2, 0.2, 0.2))
_POIDS_DES_PLANS = (12, 22, 30, 22, 14)


class Echeancier:
    """Fills the follow-up of financements whose commitments are tuned; nothing of it is told before ``premier``."""

    def __init__(self, calendrier: Calendrier, rng: Random, premier: int = 0) -> None:
        self._calendrier = calendrier
        self._premier = premier
        self._rng = rng

    def derouler(self, f: Financement) -> None:
        """Request, agreement and payments of one financement."""
        if self._rng.random() < _TAUX_DEMANDE:
            self._demander(f)
        if not f.sans_suite and self._rng.random() < _TAUX_CONVENTION:
            self._conventionner(f)
        if f.convention and f.convention.montant:
            self._payer(f, f.convention, f.convention.montant)

    def annuler(self, f: Financement) -> None:
        """Cancels what is left of some financements, of most of those whose project left the programme."""
        sortie = f.projet.sortie if f.projet and not f.sans_suite else None
        taux = 0.85 if sortie else _TAUX_ANNULATION
        if f.est_inconnu or not (f.sans_suite or self._rng.random() < taux):
            return
        reste = f.net_engage() - sum(p.montant or 0 for p in f.paiements)
        passes = [f.engagement, *filter(None, (f.correction, f.convention)), *f.paiements]
        debut = max([m.jour for m in passes] + ([sortie.jour] if sortie else []))
        delai = self._rng.randint(20, 60) if f.sans_suite else self._rng.randint(20, 200)
        annulation = self._mouvement(f, reste, debut + timedelta(days=delai), max(m.dossier for m in passes))
        if annulation is None or reste <= 0 or (annulation.dossier < 2 and not f.sans_suite):
            return
        if not (f.convention or f.sans_suite or sortie) and self._rng.random() < 0.5:
            annulation.montant = max(reste // 2 // CENT_EUROS * CENT_EUROS, CENT_EUROS)
        f.annulation = annulation

    def _mouvement(self, f: Financement, montant: int | None, jour: date, dossier_minimal: int) -> MontantDate | None:
        """A movement told by the financement's sender, now and then one folder late; ``None`` after the last one."""
        if f.operateur_id == "cget" and jour > FIN_DU_CGET:
            return None
        dossier = self._calendrier.dossier(f.emetteur, jour)
        if dossier is None:
            return None
        tardif = dossier < DERNIER and not f.sans_suite and self._rng.random() < _TAUX_TARDIF
        return MontantDate(montant, jour, max(dossier + tardif, dossier_minimal, self._premier))

    def _demander(self, f: Financement) -> None:
        """A request some weeks before, never before the project itself, often for more than was granted."""
        jour = f.engagement.jour - timedelta(days=self._rng.randint(15, 120))
        if f.projet:
            jour = max(jour, f.projet.date)
        minimal = f.projet.dossier if f.projet else 0
        base = f.engagement.montant or round(f.brut) * 100
        montant = round(base * self._rng.choice((1.0, 1.0, 1.0, 1.1, 1.25, 1.5)) / CENT_EUROS) * CENT_EUROS
        if jour >= NOUVEAUX_NOMS.get(f.operateur_id, LANCEMENT):
            f.demande = self._mouvement(f, montant, jour, minimal)

    def _conventionner(self, f: Financement) -> None:
        """A signed agreement, at most for the lowest amount the commitment ever has."""
        lent = 35 if f.operateur_id == "cget" else 210
        jour = f.engagement.jour + timedelta(days=self._rng.randint(12, lent))
        if self._sorti(f, jour):
            return
        plancher = min(f.engagement.montant or 0, f.net_engage())
        part = self._rng.choice((1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.95, 0.9, 0.8))
        montant = max(int(plancher * part) // CENT_EUROS * CENT_EUROS, CENT_EUROS)
        f.convention = self._mouvement(f, None if f.est_inconnu else montant, jour, f.engagement.dossier)

    def _payer(self, f: Financement, convention: MontantDate, convenu: int) -> None:
        """Instalments of the agreement; the balance is often some euros and cents below it."""
        plan = self._rng.choices(_PLANS_DE_PAIEMENT, _POIDS_DES_PLANS)[0]
        jour = f.engagement.jour + self._premier_delai(f)
        verse, dossier = 0, convention.dossier
        for n, part in enumerate(plan):
            jour = max(jour, convention.jour)
            solde = n == len(plan) - 1
            montant = self._solde(convenu - verse) if solde else _cent_euros(convenu * part)
            paiement = self._mouvement(f, montant, jour, dossier)
            if paiement is None or montant <= 0 or self._sorti(f, jour):
                return
            f.paiements.append(paiement)
            verse, dossier = verse + montant, paiement.dossier
            jour += timedelta(days=self._rng.randint(70, 270))

    def _premier_delai(self, f: Financement) -> timedelta:
        if f.operateur_id == "cget":
            return timedelta(days=self._rng.randint(30, 90))
        if f.phase == 2:
            return timedelta(days=self._rng.randint(30, 240))
        rapide = f.nature == "ingenierie"
        return timedelta(days=self._rng.randint(60, 300) if rapide else round(self._rng.triangular(183, 720, 240)))

    def _solde(self, reste: int) -> int:
        if reste <= 0 or self._rng.random() < 0.65:
            return reste
        return max(int(reste * self._rng.uniform(0.88, 0.999)), 1_00)

    def _sorti(self, f: Financement, jour: date) -> bool:
        return bool(f.projet and f.projet.sortie and jour >= f.projet.sortie.jour)


def _cent_euros(montant: float) -> int:
    return int(montant) // CENT_EUROS * CENT_EUROS
