"""How many failures, or gestures that anybody may make, are let pass in a minute: of one origin, and of all of them."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Cadence:
    """What is counted is what is told: of an entry its failures only, who is right at once is never in the way of the
    others behind the same address."""

    def __init__(self, par_origine: int, en_tout: int) -> None:
        self.en_tout = en_tout
        self._fenetre = MovingWindowRateLimiter(MemoryStorage())
        self._par_origine, self._en_tout = RateLimitItemPerMinute(par_origine), RateLimitItemPerMinute(en_tout)

    def laisse(self, origine: str) -> bool:
        return self._fenetre.test(self._par_origine, origine) and self._fenetre.test(self._en_tout)

    def compter(self, origine: str) -> None:
        self._fenetre.hit(self._par_origine, origine)
        self._fenetre.hit(self._en_tout)
