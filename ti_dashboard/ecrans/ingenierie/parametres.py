"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import un_choix

VOLETS = ("Territoires appuyés", "Préparer une décision")
VOLET = un_choix("volet_ingenierie", "ingenierie", VOLETS)
PARAMETRES = (VOLET,)
