"""Compress what Streamlit sends as it is: its scripts and styles, our own, and the page itself.

Streamlit leaves its static files uncompressed because compressing them at each request costs more than it saves.
Here a file is compressed once, in a thread, and the result is kept: only the first reader ever waits for it.
"""

import asyncio
import gzip
from collections import OrderedDict

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.serveur.tampon import Tampon, entetes, is_known

COMPRESSIBLES = (
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
)
# Streamlit compresses its own protocol, and what it serves under these paths must not be held back.
LAISSES_A_STREAMLIT = ("/_stcore/", "/media/", "/component/")
# The screens that are served are kept compressed.
LAISSES = (*LAISSES_A_STREAMLIT, "/ecrans/")
TAILLE_MINIMALE = 500
TAILLE_MAXIMALE = 8_000_000
BUDGET_OCTETS = 32_000_000
# Measured on the modules of Streamlit's page: 9 saves 1.5 % more and takes seven times longer.
QUALITE_BROTLI = 6

Cle = tuple[str, str, str]
EnTetes = list[tuple[bytes, bytes]]


def compress(corps: bytes, encodage: str) -> bytes:
    if encodage == "br":
        small: bytes = brotli.compress(corps, quality=QUALITE_BROTLI)
        return small
    return gzip.compress(corps, 6, mtime=0)


def choose_encoding(accepte: str) -> str | None:
    """Best encoding both sides know, from an Accept-Encoding header; None means « as it is »."""
    poids = {}
    for element in accepte.lower().split(","):
        nom, _, parametre = element.partition(";")
        try:
            poids[nom.strip()] = float(parametre.partition("=")[2] or 1)
        except ValueError:
            poids[nom.strip()] = 0.0
    return next((e for e in ("br", "gzip") if poids.get(e, poids.get("*", 0)) > 0), None)


class Reserve:
    """Compressed bodies already made, the least used leaving first when the budget is reached."""

    def __init__(self, budget: int = BUDGET_OCTETS) -> None:
        self._budget, self._taille = budget, 0
        self._gardes: OrderedDict[Cle, tuple[EnTetes, bytes]] = OrderedDict()
        self._en_cours: dict[Cle, asyncio.Task[bytes]] = {}

    def find(self, cle: Cle) -> tuple[EnTetes, bytes] | None:
        if cle in self._gardes:
            self._gardes.move_to_end(cle)
        return self._gardes.get(cle)

    def keep(self, cle: Cle, en_tetes: EnTetes, corps: bytes) -> None:
        ancien = self._gardes.pop(cle, None)
        self._taille += len(corps) - (len(ancien[1]) if ancien else 0)
        self._gardes[cle] = (en_tetes, corps)
        while self._taille > self._budget:
            self._taille -= len(self._gardes.popitem(last=False)[1][1])

    async def compress_once(self, cle: Cle, corps: bytes) -> bytes:
        """Compress in a thread; readers who ask for the same thing meanwhile wait for the same result."""
        if cle not in self._en_cours:
            tache = asyncio.create_task(asyncio.to_thread(compress, corps, cle[1]))
            self._en_cours[cle] = tache
            tache.add_done_callback(lambda _: self._en_cours.pop(cle, None))
        return await asyncio.shield(self._en_cours[cle])


class Compression:
    """ASGI middleware. Put it outside whatever rewrites the page, inside what sets headers on every response."""

    def __init__(self, app: ASGIApp, reserve: Reserve | None = None) -> None:
        self.app = app
        self.reserve = reserve or Reserve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(LAISSES):
            await self.app(scope, receive, send)
            return
        demande = Headers(scope=scope)
        encodage = choose_encoding(demande.get("accept-encoding", ""))
        if scope["method"] != "GET" or "range" in demande:
            encodage = None
        garde = self.reserve.find((scope["path"], encodage, "")) if encodage else None
        if garde is not None:
            await _send_kept(garde, demande.get("if-none-match"), send)
            return
        # The layers below must answer plain, or the page could come back compressed and could not be rewritten.
        nus = [(nom, valeur) for nom, valeur in scope["headers"] if nom != b"accept-encoding"]
        await self.app({**scope, "headers": nus}, receive, self._sender(scope["path"], encodage, send))

    def _sender(self, chemin: str, encodage: str | None, send: Send) -> Send:
        async def transform(debut: Message, corps: bytes) -> bytes:
            return await self._encode(chemin, str(encodage), debut, corps)

        def hold(debut: Message) -> bool:
            return _negotiate(debut, encodage)

        return Tampon(send, hold, transform)

    async def _encode(self, chemin: str, encodage: str, debut: Message, corps: bytes) -> bytes:
        """Compressed body of one response, from the reserve when this version has been seen."""
        en_tetes = entetes(debut)
        en_tetes["Content-Encoding"] = encodage
        etag = en_tetes.get("etag", "")
        # The page is one body under any number of addresses; a file whose address names its content needs no version.
        est_page = en_tetes["content-type"].startswith("text/html")
        fige = chemin.startswith("/static/") and "immutable" in en_tetes.get("cache-control", "")
        cle = ("page" if est_page else chemin, encodage, "" if fige else etag)
        garde = self.reserve.find(cle) if etag else None
        if garde:
            compresse = garde[1]
        elif etag or fige:
            compresse = await self.reserve.compress_once(cle, corps)
        else:
            # Nothing says that another answer at this address is the same: it may be to somebody else.
            compresse = await asyncio.to_thread(compress, corps, encodage)
        if etag and garde is None and "set-cookie" not in en_tetes:
            en_tetes["Content-Length"] = str(len(compresse))
            self.reserve.keep(cle, list(debut["headers"]), compresse)
        return compresse


def _negotiate(debut: Message, encodage: str | None) -> bool:
    """Set Vary and the entity tag on what depends on Accept-Encoding; True when the body is to be compressed."""
    en_tetes = entetes(debut)
    type_mime = en_tetes.get("content-type", "").partition(";")[0]
    if debut["status"] == 304:
        # A 304 carries no type: it says Vary in any case, which is always safe.
        _vary(en_tetes)
        _weaken(en_tetes, encodage)
        return False
    if type_mime not in COMPRESSIBLES or "content-encoding" in en_tetes:
        return False
    _vary(en_tetes)
    taille = int(en_tetes.get("content-length", TAILLE_MINIMALE))
    if debut["status"] != 200 or encodage is None or not TAILLE_MINIMALE <= taille <= TAILLE_MAXIMALE:
        return False
    _weaken(en_tetes, encodage)
    return True


def _vary(en_tetes: MutableHeaders) -> None:
    if "accept-encoding" not in en_tetes.get("vary", "").lower():
        en_tetes.add_vary_header("Accept-Encoding")


def _weaken(en_tetes: MutableHeaders, encodage: str | None) -> None:
    """A strong tag promises the same bytes; a compressed body only means the same content."""
    etag = en_tetes.get("etag")
    if encodage and etag and not etag.startswith("W/"):
        en_tetes["etag"] = f"W/{etag}"


async def _send_kept(garde: tuple[EnTetes, bytes], si_aucun: str | None, send: Send) -> None:
    en_tetes, corps = garde
    if is_known(si_aucun, Headers(raw=en_tetes).get("etag")):
        utiles = [(n, v) for n, v in en_tetes if n not in (b"content-length", b"content-encoding", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": utiles})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(en_tetes)})
    await send({"type": "http.response.body", "body": corps})
