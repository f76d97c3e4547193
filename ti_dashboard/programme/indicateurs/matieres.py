"""What deliveries must have told for an indicator to be known: where nobody ever told it, it is unknown, never zero."""

from collections.abc import Collection

from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES
from ti_dashboard.programme.indicateurs.modele import Indicateur
from ti_dashboard.programme.libelles import libelles, pluriel
from ti_dashboard.referentiels.natures import NATURES

MONTANTS = {kind: pluriel(label).lower() for kind, label in libelles("type_montant").items()}
"""Kinds of amount, as they are said of amounts: whoever finances tells them."""
SUIVI = {nature.matiere: nature.dite for nature in NATURES.values() if nature.matiere}
"""What whoever pilots the programme tells, as it is said."""


def matieres(indicateur: Indicateur) -> frozenset[str]:
    """The matters an indicator is made of; empty when the referentials alone give it."""
    return frozenset(SORTES[indicateur.lignes].matieres(indicateur))


def tus(dites: Collection[str]) -> frozenset[str]:
    """The indicators that nothing told can give, ``dites`` being the matters that deliveries tell."""
    return frozenset(key for key, i in CATALOGUE.items() if not matieres(i) <= set(dites))
