"""An attempt to log in by an identity provider serves once for all the replicas, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from ti_dashboard import horloge
from ti_dashboard.acces.personne import visiteur
from ti_dashboard.connexion.tentative import DUREE
from ti_dashboard.live import tentatives_servies
from ti_dashboard.live.base import Base
from ti_dashboard.live.tables_d_entree import tentative_servie as table
from ti_dashboard.live.tentatives_servies import GARDEE, servir

# Each of them asks at the same instant.
ENSEMBLE = 8


def test_an_attempt_serves_once_whichever_replica_it_comes_back_to(ouvrir: Callable[[], Base]):
    here, there = (ouvrir().au_nom_de(visiteur("10.0.0.9")) for _ in range(2))
    assert servir(here, "un") and servir(there, "deux")
    assert not any(servir(replica, state) for replica in (here, there) for state in ("un", "deux"))


def test_of_many_at_once_one_is_heard(ouvrir: Callable[[], Base]):
    replicas = [ouvrir().au_nom_de(visiteur("10.0.0.9")) for _ in range(2)]
    together = threading.Barrier(ENSEMBLE)

    def come(rank: int) -> bool:
        together.wait()
        return servir(replicas[rank % 2], "un")

    with ThreadPoolExecutor(ENSEMBLE) as threads:
        assert sum(threads.map(come, range(ENSEMBLE))) == 1


def test_the_state_is_not_kept_and_what_is_too_old_to_serve_goes(magasin: Base, monkeypatch: pytest.MonkeyPatch):
    def kept() -> list[str]:
        with magasin.lire() as con:
            return list(con.execute(select(table.c.empreinte)).scalars())

    assert servir(magasin, "un") and "un" not in kept()
    later = horloge.maintenant() + GARDEE + timedelta(minutes=1)
    for module in (horloge, tentatives_servies.horloge):
        monkeypatch.setattr(module, "maintenant", lambda: later)
    assert servir(magasin, "deux") and len(kept()) == 1
    # An attempt is dated by the clock of the replica that began it, which may be ahead as long as it lasts.
    assert GARDEE > 2 * DUREE
