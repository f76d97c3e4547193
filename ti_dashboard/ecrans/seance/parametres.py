"""The parameters of the address of this screen."""

from dataclasses import replace

from ti_dashboard.adresse.parametres import Parametre, un_choix

RELIRE = Parametre("relire", pages=("seance",))
"""The code of a closed séance, to read again."""
VOLETS_DE_SEANCE = ("Déroulé", "Convocation", "Documents", "Présences", "Répétition", "Points proposés")
VOLET_DE_SEANCE = replace(un_choix("volet_seance", "seance", VOLETS_DE_SEANCE), est_prive=True)
"""What who presents has before them."""
PARAMETRES = (RELIRE, VOLET_DE_SEANCE)
