"""How long questions took, in bounded memory: how many under each bound, and the whole."""

import threading
from bisect import bisect_left
from dataclasses import dataclass

BORNES_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Releve:
    """``cumules``: how many took no longer than each bound; the last one, past them all, is how many there were."""

    cumules: tuple[int, ...]
    somme_s: float

    @property
    def nombre(self) -> int:
        return self.cumules[-1]

    def quantile(self, part: float) -> float | None:
        """The time that this share of them did not pass, within a bound; None when there were none."""
        if not self.nombre:
            return None
        rank = bisect_left(self.cumules, part * self.nombre)
        if rank >= len(BORNES_S):
            return BORNES_S[-1]
        before = self.cumules[rank - 1] if rank else 0
        low = BORNES_S[rank - 1] if rank else 0.0
        share = (part * self.nombre - before) / max(1, self.cumules[rank] - before)
        return low + share * (BORNES_S[rank] - low)


class Durees:
    """Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rangs = [0] * (len(BORNES_S) + 1)
        self._somme = 0.0

    def noter(self, secondes: float) -> None:
        with self._lock:
            self._rangs[bisect_left(BORNES_S, secondes)] += 1
            self._somme += secondes

    def lire(self) -> Releve:
        with self._lock:
            ranks, total = list(self._rangs), self._somme
        summed = 0
        return Releve(tuple(summed := summed + one for one in ranks), total)
