"""A provider of each kind, as it was at first for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fournisseur_oidc import FournisseurDEssai, servir
from tests.magasin import base


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


@pytest.fixture
def magasin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A live store of its own, and nobody who has tried yet."""
    # The doors are those of a network: where there is none, nothing of them is loaded.
    from ti_dashboard.serveur import entree, fournisseur_d_identite
    from ti_dashboard.serveur.cadence import Cadence

    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seances.sqlite'}")
    for doors in (entree, fournisseur_d_identite):
        monkeypatch.setattr(doors, "ESSAIS", Cadence(par_origine=30, en_tout=300))
    yield
    base().fermer()
