"""Tuning of the amounts so that each published total is met to the cent, without any absurd row.

Amounts are whole cents. Commitments are multiples of 100 €: a whole group is scaled, rounded, and the small remainder
(less than 50 € a row) is put on the largest commitments of the group.
"""

from collections.abc import Iterable
from itertools import cycle

from ti_dashboard.demonstration.cibles import (
    ENGAGE_ETAT_OPERATEURS_2019,
    ENGAGE_TOUS_2021,
    ENGAGE_TOUS_2023,
    PAYE_TOUS_2023,
)
from ti_dashboard.demonstration.engagements import Financement, MontantDate

CENT_EUROS = 100_00
_MINIMUM = 10
_NB_AJUSTES = 40
_ECHELLE_PHASE_2 = 0.6


def caler_engagements(financements: list[Financement]) -> None:
    """Sets the committed amounts: phase 1 committee by committee, phase 2 left near its raw draws."""
    phase_1 = [f for f in financements if f.phase == 1]
    groupe = [f for f in phase_1 if f.engagement.dossier <= 1]
    etat = [f for f in groupe if f.operateur_id != "regions"]
    echelle = _caler(etat, 1, ENGAGE_ETAT_OPERATEURS_2019 * 100)
    mettre_a_l_echelle([f for f in groupe if f.operateur_id == "regions"], echelle)
    for dossier, cible in ((2, ENGAGE_TOUS_2021), (3, ENGAGE_TOUS_2023)):
        deja = total_engage((f for f in phase_1 if f.engagement.dossier < dossier), dossier)
        _caler([f for f in phase_1 if f.engagement.dossier == dossier], dossier, cible * 100 - deja)
    mettre_a_l_echelle([f for f in financements if f.phase == 2], _ECHELLE_PHASE_2)


def total_engage(financements: Iterable[Financement], dossier: int) -> int:
    """Sum in cents of the ``engage`` rows known at a committee, corrections included, cancellations not taken off."""
    total = 0
    for f in financements:
        for mouvement in (f.engagement, f.correction):
            if mouvement and mouvement.dossier <= dossier:
                total += mouvement.montant or 0
    return total


def _caler(groupe: list[Financement], dossier: int, cible: int) -> float:
    """Scales a group to a total in cents as of a committee; returns the scale."""
    poids = 0.0
    for f in groupe:
        if not f.est_inconnu:
            corrige = f.correction is not None and f.correction.dossier <= dossier
            poids += f.brut * (1 + f.taux_correction * corrige)
    echelle = cible / 100 / poids
    mettre_a_l_echelle(groupe, echelle)
    reste = cible - total_engage(groupe, dossier)
    _repartir([f for f in groupe if not f.est_inconnu and f.correction is None], reste)
    return echelle


def mettre_a_l_echelle(groupe: list[Financement], echelle: float) -> None:
    """Commitments, and their corrections, from their raw draws."""
    for f in groupe:
        if f.est_inconnu:
            continue
        f.engagement.montant = max(round(f.brut * echelle / 100), _MINIMUM) * CENT_EUROS
        if f.correction:
            brut = f.engagement.montant * f.taux_correction
            arrondi = round(brut / CENT_EUROS) * CENT_EUROS
            f.correction.montant = arrondi or (CENT_EUROS if brut > 0 else -CENT_EUROS)


def _repartir(groupe: list[Financement], reste: int) -> None:
    """Spreads a remainder, 100 € at a time, over the largest commitments: a few thousand euros each at most."""
    plus_gros = sorted(groupe, key=lambda f: -(f.engagement.montant or 0))[:_NB_AJUSTES]
    pas = CENT_EUROS if reste > 0 else -CENT_EUROS
    for f in cycle(plus_gros):
        if reste == 0:
            return
        f.engagement.montant = (f.engagement.montant or 0) + pas
        reste -= pas


def caler_paiements(financements: list[Financement], melanges: list[Financement]) -> None:
    """Brings phase 1 payments down to the published total: some beneficiaries are slow to ask for their money.

    ``melanges`` is the same phase 1 list in a seeded random order: the first ones keep their first payment only (then
    none, if need be) until the total is met; the last payment touched is cut, not dropped.
    """
    cible = PAYE_TOUS_2023 * 100
    exces = total_paye(financements) - cible
    if exces < 0:
        raise ValueError(f"payments drawn fall short of the target by {-exces} cents")
    for gardes in (1, 0):
        for f in melanges:
            while exces and len(f.paiements) > gardes:
                exces -= _reduire(f.paiements, exces)


def _reduire(paiements: list[MontantDate], exces: int) -> int:
    """Drops the last payment, or cuts it when the excess is smaller; returns the cents taken away."""
    dernier = paiements[-1]
    montant = dernier.montant or 0
    if montant <= exces:
        paiements.pop()
        return montant
    dernier.montant = montant - exces
    return exces


def total_paye(financements: Iterable[Financement]) -> int:
    """Sum in cents of all payments drawn, that is known at the last committee."""
    return sum(p.montant or 0 for f in financements for p in f.paiements)
