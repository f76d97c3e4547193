"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import Parametre, un_choix

VOLETS = ("Déposer", "Rapprochement", "Arrêtés", "Corrections", "Formats", "Journal")
DEPOT = Parametre("depot", pages=("donnees",))
VOLET = un_choix("volet", "donnees", VOLETS)
CHERCHE = Parametre("cherche_a_rattacher", pages=("donnees",), est_lie=True)
PARAMETRES = (DEPOT, VOLET, CHERCHE)
