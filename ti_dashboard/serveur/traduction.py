"""Streamlit's own words in French, with the tags and names that its page lacks.

The few scripts that hold them are served with others in the same places.

The page never shows the English first, nothing watches it, and the words are there when the server no longer answers.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ti_dashboard.composants.planche import racine
from ti_dashboard.serveur.securite import PAGE_STREAMLIT
from ti_dashboard.serveur.tampon import is_known

SCRIPTS = PAGE_STREAMLIT.parent / "static" / "js"
PHRASES, BALISES = (Path(__file__).with_name(name) for name in ("phrases.toml", "balises.toml"))
# Not for ever, as Streamlit says of its scripts: their names do not change when our words do.
UNE_HEURE = "public, max-age=3600"


@cache
def phrases() -> dict[str, dict[str, str]]:
    """By script, what is written in it and what takes its place."""
    words, tags = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (PHRASES, BALISES))
    return {script: words.get(script, {}) | tags.get(script, {}) for script in words | tags}


@cache
def fichiers(script: str) -> tuple[str, ...]:
    """Names of the files of ``script`` that hold one of its sentences; the hash in a name is Streamlit's."""
    said = phrases()[script]
    found = sorted(SCRIPTS.glob(f"{script}.*.js"))
    return tuple(f.name for f in found if any(english in f.read_text(encoding="utf-8") for english in said))


@cache
def traduire(fichier: str) -> tuple[bytes, str]:
    """The script in French, and its tag."""
    text = (SCRIPTS / fichier).read_text(encoding="utf-8")
    for english, french in phrases()[fichier.partition(".")[0]].items():
        text = text.replace(english, french)
    body = text.encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class MotsFrancais:
    """ASGI middleware that serves the scripts that speak; the others stay Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._parlants = {f"{racine()}/static/js/{name}": name for said in phrases() for name in fichiers(said)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = self._parlants.get(scope.get("path", ""))
        if name is None or scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        body, tag = traduire(name)
        headers = {"ETag": tag, "Cache-Control": UNE_HEURE}
        known = is_known(Headers(scope=scope).get("if-none-match"), tag)
        answer = Response(None if known else body, 304 if known else 200, headers, "text/javascript")
        await answer(scope, receive, send)
