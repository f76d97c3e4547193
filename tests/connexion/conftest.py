"""A provider of each kind, as it was at first for each test."""

from collections.abc import Iterator

import pytest

from tests.fournisseur_oidc import FournisseurDEssai, servir


@pytest.fixture(scope="session")
def _strict() -> Iterator[FournisseurDEssai]:
    with servir(FournisseurDEssai(strict=True)) as served:
        yield served


@pytest.fixture(scope="session")
def _simple() -> Iterator[FournisseurDEssai]:
    with servir(FournisseurDEssai(strict=False)) as served:
        yield served


@pytest.fixture
def strict(_strict: FournisseurDEssai) -> FournisseurDEssai:
    _strict.remettre()
    return _strict


@pytest.fixture
def simple(_simple: FournisseurDEssai) -> FournisseurDEssai:
    _simple.remettre()
    return _simple
