"""The live store of a test, on each of the two engines: every test that asks for it runs twice."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests import postgres
from tests.magasin import AU_POSTE
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base

MOTEURS = ("sqlite", "postgresql")
_numeros = itertools.count()


@pytest.fixture(scope="session")
def serveur_postgres() -> Iterator[str]:
    with postgres.start() as url:
        yield url


@pytest.fixture(params=MOTEURS)
def url_vide(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made: nothing is there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'seance.sqlite'}"
    return postgres.create_database(request.getfixturevalue("serveur_postgres"), f"essai_{next(_numeros)}")


@pytest.fixture
def ouvrir(url_vide: str) -> Iterator[Callable[[], Base]]:
    """Open the store, as many times as there are processes to imitate; all are closed at the end."""
    opened = []

    def open_one() -> Base:
        opened.append(Base(url_vide).au_nom_de(AU_POSTE))
        return opened[-1]

    yield open_one
    for base in opened:
        base.fermer()


@pytest.fixture
def magasin(ouvrir: Callable[[], Base]) -> Base:
    return ouvrir()


@pytest.fixture
def seance(magasin: Base) -> seances.Seance:
    return seances.ouvrir(magasin, "COPIL de septembre", "Direction du programme", date(2019, 9, 24))
