"""What one person asks and another agrees to, when the service wants it so: publish, freeze, and undo either."""

from ti_dashboard.acces.mode import est_en_reseau, est_oui
from ti_dashboard.errors import ReglageRefuse

VARIABLE = "TI_DASHBOARD_DEUX_PERSONNES"
A_DEUX = ("publier", "revenir", "arreter", "retirer")


def sont_exigees() -> bool:
    """Raises ReglageRefuse. Without accounts nobody could say that they are two."""
    is_asked = est_oui(VARIABLE)
    if is_asked and not est_en_reseau():
        raise ReglageRefuse(f"{VARIABLE} demande des comptes : mettez TI_DASHBOARD_MODE à « reseau ».")
    return is_asked
