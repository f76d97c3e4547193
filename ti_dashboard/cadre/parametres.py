"""The parameters of an address that every page reads, or that several screens share."""

from typing import get_args

from ti_dashboard.adresse import comprise
from ti_dashboard.adresse.comprise import CHIFFRE_OUVERT
from ti_dashboard.adresse.parametres import PARTAGES, Parametre, Reperes, soi
from ti_dashboard.composants.messages import Mode
from ti_dashboard.planche.parametres import MESURE, TERRITOIRE
from ti_dashboard.programme import chiffre
from ti_dashboard.programme.indicateurs import CATALOGUE


def _est_un_chiffre(texte: str, connu: Reperes) -> bool:
    return chiffre.lire_dans(texte, connu.vocabulaire.listes) is not None


def _est_d_un_filtre(texte: str) -> bool:
    """« operateur:Bpifranse »: a word of this page alone means nothing on another."""
    return texte.partition(":")[0] in PARTAGES


CHIFFRE = Parametre(
    CHIFFRE_OUVERT,
    "Chiffre inconnu",
    "Aucun chiffre n'est expliqué.",
    options={key: one.libelle for key, one in CATALOGUE.items()},
    accepte=_est_un_chiffre,
)
SUIVRE = Parametre("suivre", proprietaire="navigateur")
ANIMER = Parametre("animer", proprietaire="navigateur")
PRESENTER = Parametre("presenter", options=soi(get_args(Mode)), proprietaire="navigateur")
ETAPE = Parametre(comprise.ETAPE, proprietaire="salle")
PLAN = Parametre(comprise.PLAN, proprietaire="salle")
INCOMPRIS = Parametre("incompris", garde=_est_d_un_filtre)
PROJET = Parametre("projet", pages=("projets", "territoire", "evolutions"))
PARAMETRES = (CHIFFRE, MESURE, SUIVRE, ANIMER, PRESENTER, ETAPE, PLAN, INCOMPRIS, PROJET, TERRITOIRE)
