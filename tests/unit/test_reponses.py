"""Answers shared by every reader: one works for all who wait, failures are forgotten, a bound in bytes holds."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.magasin.reponses import Compte, Reponses

LECTEURS = 16
PATIENCE_S = 30


class Travail:
    """An answer worked out under the test's control: it starts, says so, and ends when told."""

    def __init__(self, fin: Callable[[int], object]) -> None:
        self.commence, self.permis, self.nombre, self._fin = threading.Event(), threading.Event(), 0, fin

    def __call__(self) -> object:
        self.nombre += 1
        self.commence.set()
        assert self.permis.wait(PATIENCE_S)
        return self._fin(self.nombre)


class Attendues(Reponses):
    """Says how many readers wait for another's work, so that a test needs no pause."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.attendent = threading.Semaphore(0)

    def _attendre(self, shared: object) -> object:
        self.attendent.release()
        return super()._attendre(shared)

    def wait_for(self, readers: int) -> None:
        assert all(self.attendent.acquire(timeout=PATIENCE_S) for _ in range(readers))


def _together(reponses: Attendues, travail: Travail) -> list[object]:
    """What each of the readers got who asked the same key while it was worked out: an answer, or an error."""

    def ask() -> object:
        try:
            return reponses.obtenir("clé", travail)
        except BaseException as error:
            return error

    with ThreadPoolExecutor(LECTEURS) as pool:
        asked = [pool.submit(ask) for _ in range(LECTEURS)]
        reponses.wait_for(LECTEURS - 1)
        travail.permis.set()
        return [a.result(PATIENCE_S) for a in asked]


def test_readers_of_one_cold_key_share_one_work_and_one_answer() -> None:
    compte = Compte()
    travail = Travail(lambda _: object())
    answers = _together(Attendues(100, lambda _: 1, compte), travail)
    assert travail.nombre == 1 and len({id(a) for a in answers}) == 1
    assert (compte.posees, compte.executees, compte.partagees) == (LECTEURS, 1, LECTEURS - 1)


def test_a_failure_reaches_all_who_wait_and_the_next_reader_asks_again() -> None:
    def fail_once(number: int) -> str:
        if number == 1:
            raise ValueError("illisible")
        return "lu"

    reponses, travail = Attendues(100, lambda _: 1), Travail(fail_once)
    assert [str(a) for a in _together(reponses, travail)] == ["illisible"] * LECTEURS
    assert travail.nombre == 1
    assert reponses.obtenir("clé", travail) == "lu"


def test_a_reader_stopped_from_outside_fails_alone_and_another_takes_over() -> None:
    def stop_once(number: int) -> str:
        if number == 1:
            raise SystemExit
        return "lu"

    travail = Travail(stop_once)
    answers = _together(Attendues(100, lambda _: 1), travail)
    assert [type(a) for a in answers].count(SystemExit) == 1
    assert [a for a in answers if not isinstance(a, BaseException)] == ["lu"] * (LECTEURS - 1)
    assert travail.nombre == 2


def test_an_answer_that_cannot_be_weighed_does_not_lock_its_key() -> None:
    reponses: Reponses[str] = Reponses(100, len)
    with pytest.raises(TypeError):
        reponses.obtenir("clé", lambda: None)
    assert reponses.obtenir("clé", lambda: "lu") == "lu"


def test_two_keys_do_not_wait_for_each_other() -> None:
    reponses, slow = Reponses(100, lambda _: 1), Travail(lambda _: "lent")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(reponses.obtenir, "lente", slow)
        assert slow.commence.wait(PATIENCE_S)
        assert reponses.obtenir("vive", lambda: "vif") == "vif" and not waiting.done()
        slow.permis.set()
        assert waiting.result(PATIENCE_S) == "lent"


@given(st.integers(0, 60), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), max_size=60))
def test_what_is_remembered_never_weighs_more_than_the_bound(bound: int, asked: list[tuple[int, int]]) -> None:
    reponses: Reponses[tuple[int, int]] = Reponses(bound, lambda answer: answer[1])
    weights: dict[int, int] = {}
    for key, weight in asked:
        weight = weights.setdefault(key, weight)
        again: list[int] = []
        assert reponses.obtenir(key, lambda k=key, w=weight: (k, w)) == (key, weight)
        assert reponses.obtenir(key, lambda k=key, w=weight, n=again: n.append(1) or (k, w)) == (key, weight)
        assert bool(again) == (weight > bound), "kept when it fits, and only then"
        assert reponses.octets <= bound


def test_the_answer_not_read_for_longest_leaves_first() -> None:
    reponses: Reponses[str] = Reponses(2, lambda _: 1)
    for key in ("a", "b", "a", "c"):
        reponses.obtenir(key, lambda: "premier")
    assert [reponses.obtenir(key, lambda: "second") for key in ("a", "c", "b")] == ["premier", "premier", "second"]


def test_what_gave_its_memory_back_still_answers_and_keeps_nothing() -> None:
    reponses: Reponses[str] = Reponses(10, lambda _: 1)
    assert reponses.obtenir("a", lambda: "lu") == "lu" and reponses.octets == 1
    reponses.oublier()
    assert reponses.obtenir("a", lambda: "relu") == "relu" and reponses.octets == 0
