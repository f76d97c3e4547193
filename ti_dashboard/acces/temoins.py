"""What a browser holds, signed: a value that was not written here is as if it were not there."""

import itsdangerous

from ti_dashboard.acces.secret import secret

SESSION = "ti-session"
# What a browser keeps between its leaving for an identity provider and its coming back: the attempt, and the state of a
# sign-out.
TENTATIVE, SORTIE = "ti-tentative", "ti-sortie"
# An entry at its second step: it opens that page, and nothing else.
ENTREE = "ti-entree"


def signer(nom: str, valeur: str) -> str:
    """``nom``: that of the cookie; a value signed for one is worth nothing in another."""
    return itsdangerous.Signer(secret(), salt=nom).sign(valeur).decode()


def lire(nom: str, signee: str) -> str | None:
    try:
        return itsdangerous.Signer(secret(), salt=nom).unsign(signee).decode()
    except (itsdangerous.BadSignature, UnicodeDecodeError, UnicodeEncodeError):
        return None
