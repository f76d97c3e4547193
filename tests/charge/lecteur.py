"""A browser without its screen: the page, the session, the screens as resources, as our scripts ask for them."""

import asyncio
import json
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
import brotli

from tests.charge.messages import Session, demande

PATIENCE_S = 120
# A browser opens no more towards one server.
CONNEXIONS = 6
INDULGENT = {"Prefer": "handling=lenient"}
XSRF = "_streamlit_xsrf"
# What belongs to one browser alone: no screen depends on it.
APART = ("suivre", "animer", "presenter", "etape")


@dataclass(frozen=True)
class Ecran:
    """``a``: when its bytes were there. ``est_lu``: whether there are any."""

    a: float
    corps: bytes | None
    est_lu: bool

    @property
    def adresse(self) -> str:
        """The one form of its address, as the screen itself says it."""
        # One that came with its event is unfolded already.
        text = self.corps if self.corps.startswith(b"{") else brotli.decompress(self.corps)
        return str(json.loads(text)["adresse"])


def instant_ms() -> float:
    return time.perf_counter() * 1000


class Lecteur:
    """One reader, his cookies and his connections. ``adresse`` is what his browser would show (path and query)."""

    def __init__(self, serveur: str, adresse: str) -> None:
        self.serveur, self.adresse = serveur, adresse
        self.session = Session()
        self.lus: dict[str, bytes] = {}
        self.http = aiohttp.ClientSession(
            serveur,
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(limit=CONNEXIONS),
            headers={"Accept-Encoding": "br"},
            # Read when it is looked at: two cores are shared with the server.
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=PATIENCE_S),
        )
        self._ws: aiohttp.ClientWebSocketResponse | None = None
        self._ecoute: asyncio.Task[None] | None = None
        self._fini: asyncio.Future[float] | None = None
        self._tour = asyncio.Lock()

    async def ouvrir(self) -> float:
        """The page, its first screen, then the session and its first run; milliseconds until that run is over."""
        start = instant_ms()
        async with self.http.get(self.adresse) as page:
            page.raise_for_status()
            await page.read()
            # Sent elsewhere, a browser shows where it has arrived.
            self.adresse = page.url.raw_path_qs
        await self._premier_ecran()
        for path in ("/_stcore/health", "/_stcore/host-config"):
            async with self.http.get(path) as answer:
                answer.raise_for_status()
                await answer.read()
        token = {cookie.key: cookie.value for cookie in self.http.cookie_jar}.get(XSRF, "")
        self._ws = await self.http.ws_connect(
            "/_stcore/stream", protocols=["streamlit", token], origin=self.serveur, compress=15, max_msg_size=0
        )
        self._ecoute = asyncio.create_task(self._ecouter(self._ws))
        await self.passer(est_un_retour=False)
        return instant_ms() - start

    async def _premier_ecran(self) -> None:
        """Asked for by the head of the page itself, whatever it answers."""
        parts = urlsplit(self.adresse)
        asked = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name not in APART])
        address = f"/ecrans/courante/{parts.path.strip('/') or 'accueil'}?{asked}"
        async with self.http.get(address, headers=INDULGENT) as answer:
            await answer.read()

    async def _ecouter(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        async for message in ws:
            if self.session.lire(message.data) and self._fini is not None and not self._fini.done():
                self._fini.set_result(instant_ms())
        if self._fini is not None and not self._fini.done():
            self._fini.set_exception(ConnectionError("La session a été fermée par le serveur."))

    async def passer(self, est_un_retour: bool = True) -> float:
        """Ask for the run of this address; when it was over (the clock of ``instant_ms``)."""
        parts = urlsplit(self.adresse)
        async with self._tour:
            self._fini = asyncio.get_running_loop().create_future()
            asked = demande(self.session, self.serveur, parts.path.strip("/"), parts.query, est_un_retour)
            await self._ws.send_bytes(asked)
            end = await asyncio.wait_for(self._fini, PATIENCE_S)
        # The server completes the address of the first run.
        self.adresse = f"{parts.path}?{self.session.requete or parts.query}"
        return end

    async def montrer(self) -> tuple[Ecran, float]:
        """A gesture is over in the address: its screen is asked for, and its run at once after it."""
        return await asyncio.gather(self.lire_ecran(), self.passer())

    async def lire_ecran(self) -> Ecran:
        """The screen of this address; one already read is kept by the page, as its browser would keep it."""
        address = self._adresse_de_l_ecran()
        if address is None or address in self.lus:
            return Ecran(instant_ms(), self.lus.get(address or ""), est_lu=address is not None)
        async with self.http.get(address, headers=INDULGENT) as answer:
            body = await answer.read()
            end = instant_ms()
            if answer.status != 200:
                return Ecran(end, None, est_lu=False)
        self.lus[address] = body
        return Ecran(end, body, est_lu=True)

    def _adresse_de_l_ecran(self) -> str | None:
        """Where the screen of this address is served; None where our scripts leave it to the run (``ecrans.js``)."""
        told = self.session.composants["bandeau"]
        parts = urlsplit(self.adresse)
        if (parts.path.strip("/") or "accueil") != told["page"]:
            return None
        words = parse_qsl(parts.query)
        asked = urlencode([pair for name in told["mots"] for pair in words if pair[0] == name])
        return f"{told['racine']}/ecrans/{told['empreinte']}/{told['page']}?{asked}"

    def confirmee(self) -> str:
        """The one address of the screen that the last run has shown whole."""
        return str(self.session.composants["raccourcis"]["adresse"])

    def filtrer(self, nom: str, valeur: str) -> None:
        """Write another value of a filter in the address, as a box does."""
        parts = urlsplit(self.adresse)
        kept = [pair for pair in parse_qsl(parts.query) if pair[0] != nom]
        self.adresse = f"{parts.path}?{urlencode([*kept, (nom, valeur)])}"

    def choix(self, nom: str) -> list[str]:
        """The labels that a box offers."""
        boxes = self.session.composants["filtres"]["boites"]
        return next(list(box["options"]) for box in boxes if box["cle"] == nom)

    async def partir(self) -> None:
        """The tab is closed."""
        if self._ws is not None:
            await self._ws.close()
        if self._ecoute is not None:
            await self._ecoute
        await self.http.close()
