"""What one person asks and another agrees to, when the service wants it so: publish, freeze, and undo either."""

import os

from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.errors import ReglageRefuse

VARIABLE = "TI_DASHBOARD_DEUX_PERSONNES"
A_DEUX = ("publier", "revenir", "arreter", "retirer")


def sont_exigees() -> bool:
    """Raises ReglageRefuse. Without accounts nobody could say that they are two."""
    said = os.environ.get(VARIABLE, "").strip().lower()
    if said not in ("", "oui", "non"):
        raise ReglageRefuse(f"{VARIABLE} vaut « {said[:20]} » : écrivez « oui » ou « non ».")
    if said == "oui" and not est_en_reseau():
        raise ReglageRefuse(f"{VARIABLE} demande des comptes : mettez TI_DASHBOARD_MODE à « reseau ».")
    return said == "oui"
