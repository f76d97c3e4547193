"""A screen without territories: a phase that had not begun, filters that leave none, or lists that nobody had sent."""

from datetime import date
from functools import cache

from ti_dashboard.langue.formats import jour
from ti_dashboard.programme.filtres import Filtres, phase_en_mots
from ti_dashboard.referentiels import lire


def est_tue(choix: Filtres) -> bool:
    """The phase had begun at the arrêté: the programme had territories, no delivery received by then tells them.

    Asked where no territory is known, whatever the place.
    """
    return not choix.est_situe and _debuts()[choix.phase] <= choix.arrete


@cache
def _debuts() -> dict[int, date]:
    """The day each phase began; read once, a screen asks at each of its runs."""
    return {int(row["phase"]): date.fromisoformat(row["date_debut"]) for row in lire("phase")}


def message(choix: Filtres, sinon: str) -> str:
    """Why there is nothing to show; ``sinon`` where it is not for want of a delivery."""
    if not est_tue(choix):
        return sinon
    return (
        f"Aucune livraison reçue au {jour(choix.arrete)} ne dit les territoires de "
        f"{phase_en_mots(choix.phase, 'la phase')} : tout y est inconnu. Choisissez un arrêté plus récent."
    )
