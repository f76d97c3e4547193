"""The account that comes to the replicas, and how it comes in by one of them."""

from tests.mandataire import REPLIQUE, TEMOIN, Mandataire, temoin
from ti_dashboard.acces.actions import ROLES_DE_COMPTE
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import comptes, mots_de_passe
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits

COURRIEL, MOT = "direction@exemple.fr", "quatre mots au hasard bleu"
TOUT = Droits("Direction du programme", frozenset(ROLES_DE_COMPTE), PerimetreDAcces())


def ouvrir_un_compte(base: Base, courriel: str = COURRIEL, droits: Droits = TOUT) -> None:
    with base.ecrire("accepter_invitation") as ecriture:
        mots_de_passe.donner(ecriture, comptes.creer(ecriture, courriel, droits), MOT)


def entrer(proxy: Mandataire, mot: str = MOT, par: int | None = None, courriel: str = COURRIEL) -> str:
    """What the browser holds then, signed in by the replica of this port; the empty string when it is refused."""
    with proxy.client(cookies={REPLIQUE: temoin(par)} if par else {}) as client:
        form = {"courriel": courriel, "mot_de_passe": mot, "vers": "/"}
        client.post("/connexion/locale", data=form, headers={"Origin": proxy.adresse})
        return client.cookies.get(TEMOIN, "")
