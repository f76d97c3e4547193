"""What lives long is set apart when the server rests: a gesture does not pay for a thousand sessions."""

import asyncio
import contextlib
import gc
import weakref

import pytest

from tests.boucle import derouler
from ti_dashboard.serveur import ramassage

PATIENCE_S = 60


class _Noeud:
    def __init__(self) -> None:
        self.moi = self


@pytest.fixture(autouse=True)
def _rendre():
    yield
    gc.unfreeze()


def test_what_lives_is_set_apart_and_a_cycle_set_apart_goes_at_the_next_rest():
    held = _Noeud()
    gone = weakref.ref(held)
    ramassage.mettre_a_part()
    assert gc.get_freeze_count() > 0
    del held
    gc.collect()
    assert gone() is not None
    ramassage.mettre_a_part()
    assert gone() is None


def test_what_no_cycle_holds_is_given_back_at_once_though_set_apart():
    held = {_Noeud: [1]}
    owner = type("Porteur", (), {})()
    owner.tenu = held
    gone = weakref.ref(owner)
    ramassage.mettre_a_part()
    del owner
    assert gone() is None


@pytest.mark.parametrize(("part", "jeunes", "attendu"), [(2.0, 0, True), (0.0, 0, False), (2.0, 10**9, False)])
def test_it_waits_for_a_rest_and_for_something_to_have_been_made(monkeypatch, part, jeunes, attendu):
    """Every processor is at rest below twice one core; none below nothing."""
    done, turns = [], []
    monkeypatch.setattr(ramassage, "PAS_S", 0.001)
    monkeypatch.setattr(ramassage, "REPOS_S", 0.001)
    monkeypatch.setattr(ramassage, "PART_AU_REPOS", part * 10**6)
    monkeypatch.setattr(ramassage, "JEUNES", jeunes)
    monkeypatch.setattr(ramassage, "mettre_a_part", lambda: done.append(1))
    made = ramassage.passages
    monkeypatch.setattr(ramassage, "passages", lambda: turns.append(1) or made())

    async def enough() -> None:
        task = asyncio.create_task(ramassage.ramasser_au_repos())
        async with asyncio.timeout(PATIENCE_S):
            while len(turns) < 20:
                await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    derouler(enough())
    assert bool(done) is attendu
