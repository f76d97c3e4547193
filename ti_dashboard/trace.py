"""Which request caused what happens now: its identifier follows threads, screens and verbs, and says nothing else."""

import os
import re
import secrets
from contextvars import ContextVar

VARIABLE = "TI_DASHBOARD_REQUETE"
_FORME = re.compile(r"[A-Za-z0-9._-]{8,64}")
_courante: ContextVar[str] = ContextVar("requete", default="")


def courante() -> str:
    """Empty outside of any request: a start, a verb typed by hand."""
    return _courante.get()


def reprendre(identifiant: str | None) -> str:
    """From now on here, what happens is caused by this one; by a new one when it is not well formed."""
    kept = identifiant if identifiant and _FORME.fullmatch(identifiant) else secrets.token_hex(16)
    _courante.set(kept)
    return kept


def reprendre_du_parent() -> None:
    """In a process that a request started."""
    if given := os.environ.get(VARIABLE):
        reprendre(given)


def pour_un_enfant() -> dict[str, str]:
    """What to add to the environment of a process started now."""
    return {VARIABLE: courante()} if courante() else {}
