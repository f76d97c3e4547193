"""How the tool is served: to one post, without a login, or to a network, where everybody signs in."""

import os
from enum import StrEnum

from ti_dashboard.errors import ReglageRefuse

VARIABLE = "TI_DASHBOARD_MODE"
COMPTES_LOCAUX = "TI_DASHBOARD_COMPTES_LOCAUX"


class ModeDeService(StrEnum):
    """``POSTE_SEUL``: this machine only, whoever sits at it may do all. ``RESEAU``: nobody without an account."""

    POSTE_SEUL = "poste"
    RESEAU = "reseau"


def mode_de_service() -> ModeDeService:
    """Raises ReglageRefuse for a mode that does not exist: a slip must never open the door."""
    said = os.environ.get(VARIABLE, "").strip().lower()
    if not said:
        return ModeDeService.POSTE_SEUL
    try:
        return ModeDeService(said)
    except ValueError:
        raise ReglageRefuse(
            f"{VARIABLE} vaut « {said[:40]} », qui n'est pas un mode : écrivez « poste » (cette machine seule, sans "
            "connexion) ou « reseau » (connexion obligatoire)."
        ) from None


def est_en_reseau() -> bool:
    return mode_de_service() is ModeDeService.RESEAU


def est_oui(variable: str, sinon: bool = False) -> bool:
    """A switch of the service; ``sinon``: where nobody told.

    Raises ReglageRefuse for what is neither « oui » nor « non ».
    """
    said = os.environ.get(variable, "").strip().lower()
    if said not in ("", "oui", "non"):
        raise ReglageRefuse(f"{variable} vaut « {said[:20]} » : écrivez « oui » ou « non ».")
    return said == "oui" if said else sinon
