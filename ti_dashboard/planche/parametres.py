"""The parameters of an address that a board follows, whatever the page."""

from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.planche.carte import MESURES

MESURE_PAR_DEFAUT = "etat"
MESURE = Parametre(
    "mesure",
    "Mesure inconnue",
    "La carte montre l'état d'engagement.",
    options=MESURES,
    defaut=MESURE_PAR_DEFAUT,
    garde=lambda code: code in MESURES,
)
TERRITOIRE = Parametre("id", pages=("territoire",))


def mesure_choisie(mots: Mots) -> str:
    """The measure of the map that an address asks for."""
    return next((code for code in mots.get(MESURE.nom, ()) if code in MESURES), MESURE_PAR_DEFAUT)
