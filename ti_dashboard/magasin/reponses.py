"""Answers shared by every reader: a question being worked out is asked once, and what is kept has a bound in bytes.

Sixteen readers who open the same cold page ask the same questions at the same instant: the first one works each answer
out, the others wait for it. Generic on purpose: it knows nothing of SQL, only of keys, values and their weight.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass
class Compte:
    """What was asked since the process started: served from memory, worked out, or waited for beside another reader."""

    posees: int = 0
    executees: int = 0
    partagees: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def noter(self, *, executees: int = 0, partagees: int = 0) -> None:
        with self._lock:
            self.posees += 1
            self.executees += executees
            self.partagees += partagees


class _Abandon(Exception):
    """Who was working the answer out was stopped for a reason of its own: somebody else takes over."""


class Reponses(Generic[V]):
    """Answers by key, the least recently read leaving first when their weight passes ``octets``.

    A failure is told to all who waited for it and remembered by nobody. A reader stopped from outside (an exit, an
    interruption of its thread) fails alone: one of those who waited starts again.
    """

    def __init__(self, octets: int, peser: Callable[[V], int], compte: Compte | None = None) -> None:
        self._octets_max, self._peser, self._compte = octets, peser, compte or Compte()
        self._lock = threading.Lock()
        self._gardees: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._en_cours: dict[Hashable, Future[V]] = {}
        self._octets = 0

    @property
    def octets(self) -> int:
        """Weight of what is remembered now; never above the bound."""
        return self._octets

    def obtenir(self, cle: Hashable, travailler: Callable[[], V]) -> V:
        """The answer to ``cle``: remembered, being worked out by another thread, or worked out here."""
        while True:
            with self._lock:
                if cle in self._gardees:
                    self._gardees.move_to_end(cle)
                    kept = self._gardees[cle][0]
                    break
                shared = self._en_cours.get(cle)
                if shared is None:
                    mine = self._en_cours[cle] = Future()
            if shared is None:
                return self._travailler(cle, mine, travailler)
            try:
                answer = self._attendre(shared)
            except _Abandon:
                continue
            self._compte.noter(partagees=1)
            return answer
        self._compte.noter()
        return kept

    def _attendre(self, shared: "Future[V]") -> V:
        return shared.result()

    def _travailler(self, cle: Hashable, future: Future[V], travailler: Callable[[], V]) -> V:
        self._compte.noter(executees=1)
        try:
            answer = travailler()
            weight = self._peser(answer)
        except BaseException as error:
            with self._lock:
                del self._en_cours[cle]
            future.set_exception(error if isinstance(error, Exception) else _Abandon())
            raise
        with self._lock:
            self._garder(cle, answer, weight)
            del self._en_cours[cle]
        future.set_result(answer)
        return answer

    def _garder(self, cle: Hashable, answer: V, weight: int) -> None:
        if weight > self._octets_max:
            return
        self._gardees[cle] = answer, weight
        self._octets += weight
        while self._octets > self._octets_max:
            self._octets -= self._gardees.popitem(last=False)[1][1]

    def oublier(self) -> None:
        """Give the memory back and keep nothing from now on: those who still ask are answered all the same."""
        with self._lock:
            self._gardees.clear()
            self._octets = self._octets_max = 0
