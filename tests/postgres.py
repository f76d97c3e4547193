"""A real PostgreSQL server for the tests: the one that « make grappe » starts."""

import contextlib
import os
from collections.abc import Iterator

import pytest

from outils.grappe import magasin_commun
from outils.grappe.magasin_commun import creer_base as create_database

__all__ = ("create_database", "start")
ABSENT = f"{magasin_commun.ABSENT}, ou CI_SANS_POSTGRES=1 pour s'en passer sur cette machine"


@contextlib.contextmanager
def start() -> Iterator[str]:
    """Start a server; gives the URL of its databases, without the name of one.

    Skips only where the machine says that it does without; fails otherwise.
    """
    if magasin_commun.trouver() is None:
        (pytest.skip if os.environ.get("CI_SANS_POSTGRES") == "1" else pytest.fail)(ABSENT)
    with magasin_commun.servir() as url:
        yield url
