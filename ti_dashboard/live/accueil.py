"""Whom an identity provider names → the account they have, or the one their invitation gives; else nobody comes in."""

from dataclasses import dataclass

from ti_dashboard.errors import ConnexionRefusee
from ti_dashboard.live import comptes, invitations, sessions
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import CompteDAcces
from ti_dashboard.live.invitations import Invitation

SANS_INVITATION = "Vous êtes bien identifié, mais personne ne vous a invité dans ce tableau de bord."
AUTRE_IDENTITE = (
    "Votre adresse a déjà un compte ici, relié à une autre identité : vous avez changé de fournisseur d'identité, ou "
    "cette adresse était celle d'une autre personne. Une nouvelle invitation à votre adresse rétablit l'accès."
)
FERME = "Votre compte a été fermé : seule une invitation à votre adresse le rouvre."


@dataclass(frozen=True)
class Nomme:
    """Who comes, as an identity provider vouches for: ``fournisseur`` and ``sujet`` are theirs for ever."""

    fournisseur: str
    sujet: str
    courriel: str
    siret: str


def recevoir(base: Base, qui: Nomme, origine: str, jeton_identite: str) -> str:
    """Open the session of who comes; gives what their browser must hold. Raises ConnexionRefusee.

    An invitation to their own address goes before what their accounts say: it is how an access is given back. That of
    their organisation opens again nothing that was closed.
    """
    mine = [one for one in comptes.lister(base) if _est_le_sien(one, qui) or one.courriel == qui.courriel]
    opened = [one for one in mine if one.ferme_le is None]
    if known := next((one for one in opened if _est_le_sien(one, qui)), None):
        return _reconnaitre(base, known, qui, origine, jeton_identite)
    invited = invitations.pour(base, qui.courriel, qui.siret)
    if invited is None or not invited.courriel:
        if waiting := next((one for one in opened if one.sujet is None), None):
            return _reconnaitre(base, waiting, qui, origine, jeton_identite)
        if mine:
            raise ConnexionRefusee(AUTRE_IDENTITE, "autre identité") if opened else ConnexionRefusee(FERME, "fermé")
    if invited is None:
        raise ConnexionRefusee(SANS_INVITATION, "ni compte, ni invitation")
    return _accepter(base, invited, qui, origine, jeton_identite)


def _est_le_sien(account: CompteDAcces, qui: Nomme) -> bool:
    return (account.fournisseur, account.sujet) == (qui.fournisseur, qui.sujet)


def _reconnaitre(base: Base, account: CompteDAcces, qui: Nomme, origine: str, jeton_identite: str) -> str:
    with base.ecrire("se_connecter") as ecriture:
        if account.sujet is None:
            comptes.relier(ecriture, account.compte_id, qui.fournisseur, qui.sujet)
        return sessions.ouvrir(ecriture, account.compte_id, origine, jeton_identite)


def _accepter(base: Base, invited: Invitation, qui: Nomme, origine: str, jeton_identite: str) -> str:
    with base.ecrire("accepter_invitation") as ecriture:
        number = invitations.accepter(ecriture, invited, qui.courriel)
        comptes.relier(ecriture, number, qui.fournisseur, qui.sujet)
        return sessions.ouvrir(ecriture, number, origine, jeton_identite)
