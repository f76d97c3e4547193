"""Applications as they were learnt: first what the earlier arrêté knew, then each new fact in its order of effect.

Whether a member is in two files is not told by the last fact of one of them: a fact learnt late can undo, or make,
what an older one says since.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.questions.franchissements import rang

ETAT = ("statut", "est_deposee", "decision", "avis_prefet", "avis_region", "a_binome", "nb_membres")
"""What the last fact of an application says of it."""


def rejouer(facts: Iterable[Ligne], nouveau: Callable[[Ligne], bool]) -> list[Ligne]:
    """The facts of one application and of those that shared a member, with what the application is after each."""
    known: dict[object, Ligne] = {}
    told: list[Ligne] = []
    for fact in sorted(facts, key=lambda f: (nouveau(f), rang(f))):
        last = known.get(fact["auteur"])
        if last is None or rang(fact) > rang(last):
            known[fact["auteur"]] = fact
        own = known.get(fact["numero_dossier"], {})
        told.append({**fact, **{name: own.get(name) for name in ETAT}, "est_partage": _partage(own, known)})
    return told


def _partage(own: Mapping[str, Any], known: Mapping[object, Ligne]) -> bool:
    """Whether a member of the application is in another file, both deposited and not withdrawn."""
    return bool(own) and any(
        own["est_en_lice"] and other["est_en_lice"] and set(own["membres"]) & set(other["membres"])
        for author, other in known.items()
        if author != own["auteur"]
    )
