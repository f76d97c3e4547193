"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import Parametre

RELIRE = Parametre("relire", pages=("seance",))
"""The code of a closed séance, to read again."""
PARAMETRES = (RELIRE,)
