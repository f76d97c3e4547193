"""The screens that follow a séance by the other replicas, as each says them: a desk counts them all."""

import json
import math
import secrets
import time
from collections import Counter
from collections.abc import Iterator

from ti_dashboard.live.bus import Bus, Vues

# However fast the screens of a room come and go.
PAUSE_S = 1.0
# Said again though nothing changed: a replica that was not heard for three times as long is gone.
REDITE_S = 10.0
PERIMEE_S = 3 * REDITE_S


class AutresRepliques:
    """What this replica has to say of its own streams, and what the others have said of theirs."""

    def __init__(self, bus: Bus) -> None:
        self._bus, self._moi = bus, secrets.token_hex(8)
        # By séance, and by replica and séance: when it was last said, and what.
        self._dites: dict[str, tuple[float, Vues]] = {}
        self._entendues: dict[tuple[str, str], tuple[float, Vues]] = {}

    def a_dire(self) -> Iterator[str]:
        """What the others must be told now: what changed, and what was last said too long ago."""
        now = time.monotonic()
        for code in {*self._bus.codes(), *self._dites}:
            seen = self._bus.vues(code)
            when, said = self._dites.get(code, (-math.inf, None))
            if now - when < (REDITE_S if seen == said else PAUSE_S):
                continue
            self._dites[code] = (now, seen)
            if not seen:
                # The last is gone: said once.
                del self._dites[code]
            yield json.dumps([self._moi, code, [[*one, many] for one, many in seen.items()]])

    def entendre(self, mots: str) -> None:
        """``mots``: as another replica wrote them, or this one."""
        replica, code, seen = json.loads(mots)
        if replica == self._moi:
            return
        now = time.monotonic()
        heard = Counter({(surface, vue): many for surface, vue, many in seen})
        kept = {key: said for key, said in self._entendues.items() if now - said[0] < PERIMEE_S}
        self._entendues = kept | {(replica, code): (now, heard)}

    def vues(self, code: str) -> Vues:
        """The screens that follow by them, as the bus says those of this one."""
        limit = time.monotonic() - PERIMEE_S
        heard = [seen for (_, one), (when, seen) in self._entendues.items() if one == code and when > limit]
        return sum(heard, Counter())
