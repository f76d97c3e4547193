"""The parameters of an address that every page reads, or that several screens share."""

from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.adresse.partagee import Vocabulaire
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE


def _est_un_chiffre(texte: str, vocabulaire: Vocabulaire) -> bool:
    return chiffre.lire_dans(texte, vocabulaire.listes) is not None


CHIFFRE = Parametre(
    "chiffre",
    "Chiffre inconnu",
    "Aucun chiffre n'est expliqué.",
    options={key: one.libelle for key, one in CATALOGUE.items()},
    accepte=_est_un_chiffre,
)
MESURE = Parametre("mesure", "Mesure inconnue", "La carte montre l'état d'engagement.", options=MESURES)
# What belongs to one browser says itself what it does not know.
SUIVRE, ANIMER, PRESENTER = Parametre("suivre"), Parametre("animer"), Parametre("presenter")
ETAPE, INCOMPRIS = Parametre("etape"), Parametre("incompris")
PROJET = Parametre("projet", pages=("projets", "territoire", "evolutions"))
PARAMETRES = (CHIFFRE, MESURE, SUIVRE, ANIMER, PRESENTER, ETAPE, INCOMPRIS, PROJET)
