"""Under which account, and from where, what is written now in the data folder was asked. Nothing at the only post."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

VARIABLE = "TI_DASHBOARD_ORIGINE"
LIGNE_DE_COMMANDE = "ligne de commande"
_courante: ContextVar[dict[str, object] | None] = ContextVar("provenance", default=None)


def pour_un_enfant(origine: str) -> dict[str, str]:
    """What to add to the environment of a verb that a page runs: from where its reader asks for it."""
    return {VARIABLE: origine} if origine else {}


def d_ou() -> str:
    """Where the page that runs this verb is read; a verb typed by hand comes from the command line."""
    return os.environ.get(VARIABLE) or LIGNE_DE_COMMANDE


@contextmanager
def de(compte_id: int | None, origine: str) -> Iterator[None]:
    """Each line of the journal written inside says this account and this origin."""
    token = _courante.set({"compte": compte_id, "origine": origine})
    try:
        yield
    finally:
        _courante.reset(token)


def courante() -> dict[str, object]:
    return _courante.get() or {}
