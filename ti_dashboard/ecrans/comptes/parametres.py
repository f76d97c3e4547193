"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import un_choix

VOLETS_DES_COMPTES = ("Comptes", "Invitations", "Droits", "Journal des accès")
VOLET_DES_COMPTES = un_choix("volet_comptes", "comptes", VOLETS_DES_COMPTES)
PARAMETRES = (VOLET_DES_COMPTES,)
