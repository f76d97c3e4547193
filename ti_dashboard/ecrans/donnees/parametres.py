"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import Parametre, un_choix
from ti_dashboard.ecrans.donnees.tableaux_rattachement import CHERCHE, LIEU

VOLETS = ("Déposer", "Rapprochement", "Arrêtés", "Corrections", "Formats", "Journal")
PARAMETRES = (
    Parametre("depot", pages=("donnees",)),
    un_choix("volet", "donnees", VOLETS),
    Parametre(CHERCHE, pages=("donnees",), est_lie=True),
    Parametre(LIEU, pages=("donnees",)),
)
