"""The replay as one file: its scripts, letters, outlines and screens are in it; it asks nobody for anything."""

import base64
import gzip
import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ti_dashboard import composants
from ti_dashboard.comite.rejoue.scripts_lies import lier
from ti_dashboard.composants.messages_de_salle import Rejeu
from ti_dashboard.planche import contours
from ti_dashboard.planche.theme import COULEURS

GABARITS = Path(__file__).with_name("gabarits")
SCRIPTS = Path(composants.__file__).with_name("ressources")
REMPLACES = {"contours.js": "rejeu_contours.js", "feuilles.js": "rejeu_feuilles.js"}
FEUILLES = ("planche.css", "scene.css")
STYLES = ("mur.css", "rejeu.css")
POLICES = {"normal": "SourceSansVF-Upright*.woff2", "italic": "SourceSansVF-Italic*.woff2"}


def nom(code: str) -> str:
    return f"rejeu-{code}.html"


def ecrire(told: Rejeu) -> bytes:
    """The same replay is always the same file."""
    style, script = _styles(), _script()
    page = (
        Environment(loader=FileSystemLoader(GABARITS), autoescape=True, undefined=StrictUndefined)
        .get_template("rejeu.html")
        .render(
            titre=told["titre"],
            regles=regles(),
            # Ours, and base 64: nothing of them was typed by anybody.
            styles=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            donnees=Markup(_donnees(told)),  # noqa: S704
        )
    )
    return page.encode()


def regles() -> str:
    """What a browser lets this file do: run its own script, wear its own style, ask nobody for anything."""
    allowed = {
        "default-src": "'none'",
        "script-src": _empreinte(_script()),
        "style-src": _empreinte(_styles()),
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


@cache
def _script() -> str:
    return lier("rejeu.js", SCRIPTS, REMPLACES)


@cache
def _styles() -> str:
    colours = " ".join(f"--ti-{name}: {colour};" for name, colour in COULEURS.items())
    sheets = [(SCRIPTS / name).read_text(encoding="utf-8") for name in STYLES]
    return "\n".join([*_polices(), f":root {{ {colours} }}", *sheets])


def _polices() -> list[str]:
    """The letters of the boards, as Streamlit brings them."""
    spec = find_spec("streamlit")
    place = Path(spec.origin or "").parent / "static" / "static" / "media" if spec else Path()
    return [
        f'@font-face {{ font-family: "Source Sans"; font-style: {slant}; font-weight: 200 900; '
        f'src: url("data:font/woff2;base64,{_en_base64(path.read_bytes())}") format("woff2"); }}'
        for slant, pattern in POLICES.items()
        for path in sorted(place.glob(pattern))[:1]
    ]


def _donnees(told: Rejeu) -> str:
    boards = [board for page in told["pages"] for board in page["planches"].values() if board]
    drawn = {board["carte"]["contours"] for board in boards if board["carte"]}
    outlines = {contours.adresse(phase): contours.contours(phase) for phase in contours.PHASES}
    sheets = {name: (SCRIPTS / name).read_text(encoding="utf-8") for name in FEUILLES}
    kept = {address: outlines[address] for address in sorted(drawn)}
    said = {"rejeu": told, "contours": kept, "feuilles": sheets}
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return _en_base64(gzip.compress(written, mtime=0))


def _en_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _empreinte(inline: str) -> str:
    return f"'sha256-{_en_base64(hashlib.sha256(inline.encode()).digest())}'"
