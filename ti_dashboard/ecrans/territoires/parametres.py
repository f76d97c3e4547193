"""The parameters of the addresses of this screen: the list, and the sheet of one territory."""

from ti_dashboard.adresse.parametres import Parametre, un_choix
from ti_dashboard.ecrans.territoires.tableaux import CHERCHE, VUE, VUES

PARAMETRES = (
    Parametre(CHERCHE, pages=("territoires",), est_lie=True),
    un_choix(VUE, "territoires", VUES, "Vue inconnue"),
)
