"""Headers that keep the page to itself: what it may load, from where, and who may frame it."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.composants.planche import racine
from ti_dashboard.serveur import mandataire
from ti_dashboard.serveur.tampon import entetes

PAGE_STREAMLIT = Path(streamlit.__file__).parent / "static" / "index.html"
_SCRIPT_EN_LIGNE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_HOTE = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")
# What no screen of ours asks a browser for. Full screen and the clipboard are the reader's own gestures on this page; a
# wall does not fall asleep.
REFUSEES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISES = ("clipboard-read", "clipboard-write", "fullscreen", "screen-wake-lock")
FIXES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join([f"{one}=()" for one in REFUSEES] + [f"{one}=(self)" for one in PERMISES]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A browser that came by TLS comes back by nothing else, for a year.
TLS_SEULEMENT = "max-age=31536000; includeSubDomains"
# What says nothing of how long it may be kept is kept by nobody; a file that holds figures, by its reader's disk alone.
JAMAIS_GARDE = "no-store"
NON_GARDEE = {"Cache-Control": JAMAIS_GARDE}
# What a refusal of ours says of itself: the others are said again (refus_dits.py).
EN_FRANCAIS = {"Content-Language": "fr"}
TELECHARGEMENTS = "/media/"


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
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class Securite:
    """ASGI middleware that sets the security headers of every HTTP response; the web socket is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._telechargements = app, f"{racine()}{TELECHARGEMENTS}"
        self._empreintes = hash_inline_scripts(PAGE_STREAMLIT.read_text(encoding="utf-8"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        csp = policy(Headers(scope=scope).get("host", ""), self._empreintes)
        by_tls = mandataire.est_chiffree(scope)
        holds_figures = scope["path"].startswith(self._telechargements)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                en_tetes = entetes(message)
                # A page that stands alone has rules of its own, closer still.
                if "content-security-policy" not in en_tetes:
                    en_tetes["Content-Security-Policy"] = csp
                for nom, valeur in FIXES.items():
                    en_tetes[nom] = valeur
                if by_tls:
                    en_tetes["Strict-Transport-Security"] = TLS_SEULEMENT
                is_known_already = message["status"] == 304
                if holds_figures or message["status"] >= 400 or not (is_known_already or "cache-control" in en_tetes):
                    en_tetes["Cache-Control"] = JAMAIS_GARDE
            await send(message)

        await self.app(scope, receive, send_with_headers)
