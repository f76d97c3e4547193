"""Who is told of a change: each open stream has one place, where the latest state takes the place of the one before.

A thread that wrote wakes the event loop once, whatever the number of followers; nobody asks again and again.
"""

import asyncio
import secrets
import threading
from collections import Counter, defaultdict
from collections.abc import Callable

from ti_dashboard.live.etat import Etat

# A thousand follow one room (« make charge »); beyond, the descriptors of the process come first (``descripteurs.py``).
CAPACITE = 5_000
# Kind of screen, the last move it says it shows (None for one that never says) → how many.
Vues = Counter[tuple[str, int | None]]


class Abonne:
    """One open stream. Its queue holds one state: a late follower needs where the presenter is, not where he was."""

    def __init__(self, surface: str = "page") -> None:
        self.surface = surface
        # Names this stream; the last move that its screen said it shows, None for one that never says.
        self.flux = secrets.token_hex(8)
        self.vue: int | None = None
        self.boucle = asyncio.get_running_loop()
        self._signal = asyncio.Event()
        self._dernier: Etat | None = None
        self.est_fini = False

    def recevoir(self, etat: Etat) -> None:
        """Called in the event loop. A state older than the last one is dropped."""
        if etat.suit(self._dernier):
            self._dernier = etat
            self._signal.set()

    def finir(self) -> None:
        self.est_fini = True
        self._signal.set()

    async def suivant(self, delai: float | None = None) -> Etat | None:
        """The next state, or None when nothing came in ``delai`` seconds, if it is told, or when the stream ends."""
        try:
            await asyncio.wait_for(self._signal.wait(), delai)
        except TimeoutError:
            return None
        self._signal.clear()
        return None if self.est_fini else self._dernier


class Bus:
    """The open streams of one process, by séance. ``lire`` gives the state of a séance."""

    def __init__(self, lire: Callable[[str], Etat | None]) -> None:
        self._lire = lire
        self._verrou = threading.Lock()
        self._abonnes: dict[str, set[Abonne]] = defaultdict(set)

    def abonner(self, code: str, surface: str = "page") -> Abonne | None:
        """A new stream of a screen of this kind, or None when this process already has as many as it may."""
        with self._verrou:
            if sum(map(len, self._abonnes.values())) >= CAPACITE:
                return None
            abonne = Abonne(surface)
            self._abonnes[code].add(abonne)
        return abonne

    def desabonner(self, code: str, abonne: Abonne) -> None:
        with self._verrou:
            self._abonnes[code].discard(abonne)
            if not self._abonnes[code]:
                del self._abonnes[code]

    def nb_abonnes(self, code: str | None = None) -> int:
        with self._verrou:
            return sum(len(a) for c, a in self._abonnes.items() if code in (None, c))

    def marquer(self, code: str, flux: str, version: int) -> None:
        """The screen of a stream says that it shows this move."""
        with self._verrou:
            for abonne in self._abonnes.get(code, ()):
                if abonne.flux == flux:
                    abonne.vue = max(version, abonne.vue or 0)

    def vues(self, code: str) -> Vues:
        """The screens that follow by this process, by kind and by the last move that each says it shows."""
        with self._verrou:
            return Counter((abonne.surface, abonne.vue) for abonne in self._abonnes.get(code, ()))

    def codes(self) -> list[str]:
        with self._verrou:
            return list(self._abonnes)

    def annoncer(self, code: str) -> None:
        """Tell the followers of a séance where it stands; the state is read once for all. Safe from any thread."""
        if self.nb_abonnes(code) and (etat := self._lire(code)) is not None:
            self._remettre(code, lambda abonne: abonne.recevoir(etat))

    def fermer(self) -> None:
        """End every stream: the server stops."""
        for code in self.codes():
            self._remettre(code, Abonne.finir)

    def _remettre(self, code: str, geste: Callable[[Abonne], None]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[Abonne]] = defaultdict(list)
        with self._verrou:
            for abonne in self._abonnes.get(code, ()):
                by_loop[abonne.boucle].append(abonne)
        for loop, abonnes in by_loop.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_a_chacun, geste, abonnes)


def _a_chacun(geste: Callable[[Abonne], None], abonnes: list[Abonne]) -> None:
    for abonne in abonnes:
        geste(abonne)
