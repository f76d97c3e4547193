"""The parameters of an address that every page reads, or that several screens share."""

from typing import get_args

from ti_dashboard.adresse.parametres import PARTAGES, Parametre, Reperes, soi
from ti_dashboard.composants.messages import Mode
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE


def _est_un_chiffre(texte: str, connu: Reperes) -> bool:
    return chiffre.lire_dans(texte, connu.vocabulaire.listes) is not None


def _est_d_un_filtre(texte: str) -> bool:
    """« operateur:Bpifranse »: a word of this page alone means nothing on another."""
    return texte.partition(":")[0] in PARTAGES


CHIFFRE = Parametre(
    "chiffre",
    "Chiffre inconnu",
    "Aucun chiffre n'est expliqué.",
    options={key: one.libelle for key, one in CATALOGUE.items()},
    accepte=_est_un_chiffre,
)
MESURE_PAR_DEFAUT = "etat"
MESURE = Parametre(
    "mesure",
    "Mesure inconnue",
    "La carte montre l'état d'engagement.",
    options=MESURES,
    garde=lambda code: code in MESURES,
)
SUIVRE = Parametre("suivre", proprietaire="navigateur")
ANIMER = Parametre("animer", proprietaire="navigateur")
PRESENTER = Parametre("presenter", options=soi(get_args(Mode)), proprietaire="navigateur")
ETAPE = Parametre("etape", proprietaire="salle")
INCOMPRIS = Parametre("incompris", garde=_est_d_un_filtre)
PROJET = Parametre("projet", pages=("projets", "territoire", "evolutions"))
TERRITOIRE = Parametre("id", pages=("territoire",))
PARAMETRES = (CHIFFRE, MESURE, SUIVRE, ANIMER, PRESENTER, ETAPE, INCOMPRIS, PROJET, TERRITOIRE)
