"""Headers that keep the page to itself: what it may load, from where, and who may frame it."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.serveur.tampon import entetes

PAGE_STREAMLIT = Path(streamlit.__file__).parent / "static" / "index.html"
_SCRIPT_EN_LIGNE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HOTE = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")
FIXES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def hash_inline_scripts(html: str) -> tuple[str, ...]:
    """CSP source of each script written inside the page, to allow those and no other."""
    return tuple(
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in _SCRIPT_EN_LIGNE.findall(html)
    )


def policy(hote: str, empreintes: Iterable[str]) -> str:
    """Content-Security-Policy, each opening found necessary by a real browser."""
    # 'self' covers a web socket in recent browsers only; a host header that is no host is not repeated.
    prises = f" ws://{hote} wss://{hote}" if _HOTE.fullmatch(hote) else ""
    return "; ".join(
        (
            "default-src 'self'",
            # blob: is how Streamlit imports the script of a Components v2 component.
            f"script-src 'self' blob: {' '.join(empreintes)}",
            # Streamlit and its data grid write style elements and attributes.
            "style-src 'self' 'unsafe-inline'",
            # data: holds the icons of the data grid, and one font of Streamlit's own style sheet.
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src 'self'{prises}",
            # Said apart, or it would follow script-src and its blob:.
            "worker-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class Securite:
    """ASGI middleware that sets the security headers of every HTTP response; the web socket is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._empreintes = hash_inline_scripts(PAGE_STREAMLIT.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        csp = policy(Headers(scope=scope).get("host", ""), self._empreintes)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                en_tetes = entetes(message)
                en_tetes["Content-Security-Policy"] = csp
                for nom, valeur in FIXES.items():
                    en_tetes[nom] = valeur
            await send(message)

        await self.app(scope, receive, send_with_headers)
