"""What the installed Streamlit can say in English, read from its own scripts: the inventory that French must cover.

Scripts are those of the widgets that the application may draw, with all they import. A text is what such a script hands
to the screen under a name that a reader sees or hears (``children``, ``aria-label``…), or an English sentence anywhere.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.serveur.traduction import SCRIPTS, fichiers, phrases, traduire

ECARTES = Path(__file__).parent / "donnees" / "mots_ecartes.toml"
# Our French, and not a list of words made for the occasion.
PROSE = [RACINE / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/glossaire.md")]
# Scripts of widgets that the application does not draw → the words that would draw them.
SANS_EMPLOI = {
    "ArrowVegaLiteChart": ("altair_chart", "area_chart", "bar_chart", "line_chart", "scatter_chart", "vega_lite_chart"),
    "Audio": ("audio",),
    "AudioInput": ("audio_input",),
    "Balloons": ("balloons",),
    "CameraInput": ("camera_input",),
    "ChatInput": ("chat_input",),
    "ColorPicker": ("color_picker",),
    "ComponentInstance": ("declare_component",),
    "DateTimeInput": ("datetime_input",),
    "DeckGlJsonChart": ("map", "pydeck_chart"),
    "EChartsChart": ("echarts_chart",),
    "Feedback": ("feedback",),
    "GraphVizChart": ("graphviz_chart",),
    "MenuButton": ("menu_button",),
    "Metric": ("metric",),
    "PlotlyChart": ("plotly_chart",),
    "Snow": ("snow",),
    "Video": ("video",),
}
# Libraries that speak to developers only, or that hold every language and follow that of the page.
BIBLIOTHEQUES = re.compile(
    r"^(_|react-dom|protobuf|moment|numbro|emotion|recordbatch|rolldown|loglevel|merge|serialization|sprintf|src\.|dist\."
    r"|StreamlitSyntaxHighlighter|useMenuTrigger|useSyncComboBox|DateField\.|GraphViz|lib\.|UriUtil"
    r"|array-utils|iframeResizer|axios|native|es6|arrowFormat|LiveAnnouncer|useCollection|styled-components)"
)
VUS = (
    r"(?:\"aria-(?:label|description|roledescription|valuetext|placeholder)\"|ariaLabel|children|label|title|alt"
    r"|placeholder|message|tooltip|displayData|copyLabel|copiedLabel|subject|heading|errorMessage|errorMsg|help|text)"
)
TEXTE = r"`((?:[^`\\$]|\\.|\$\{[^`{}]*\}|\$(?!\{))*)`"
# After a name that is seen, straight or in the branches of a condition, alone or first of several.
AFFICHE = re.compile(rf"{VUS}:\[?(?:[^`,;{{}}]{{1,60}}\?)?{TEXTE}(?::(?:[^`,;{{}}]{{1,40}}\?)?{TEXTE})?(?::{TEXTE})?")
SUITE = re.compile(rf"[,?:\[(=|]{TEXTE}")
PHRASE = re.compile(
    r"(?i)\b(?:the|to|is|are|was|your|this|of|and|not|with|for|you|in|on|please|an?|no|all|more|less|or|failed|lost)\b"
)
MOT = re.compile(r"[A-Za-z]{2,}")
# Names of things, styles, and pieces of script between two texts.
CODE = re.compile(
    r"^[a-z]+[A-Z]\w*$|\bfunction \w|\w\(\w*[,)]\)?\{|\w\.\w+[=.]\w|no-repeat|ease-in|[{};]\s*$|[{;]\n|;\w+|\}\}|\?\."
    r"|!==|=>|</|\bvar\(|linear-gradient|^\[|:not\(|^[a-z-]+:|\d(?:px|ms|rem)\b|&|--|^\s*[.#@]"
)
# Thrown or logged: nobody reads it on the screen.
CRIE = re.compile(r"(?:Error|warn|error|debug|info|invariant|log|assert|trace)\($")


def scripts() -> list[Path]:
    """Streamlit's scripts that this application may run."""
    manifest = json.loads((SCRIPTS.parents[1] / "manifest.json").read_text(encoding="utf-8"))
    aside = tuple(f"static/js/{name}." for name in SANS_EMPLOI)
    entry = next(key for key, one in manifest.items() if one.get("isEntry"))
    todo, seen = [entry], set()
    while todo:
        key = todo.pop()
        if key in seen or manifest[key]["file"].startswith(aside):
            continue
        seen.add(key)
        todo += manifest[key].get("imports", [])
        # What a library loads later is its own: diagrams and formulas that no page writes.
        todo += manifest[key].get("dynamicImports", []) if key == entry else []
    files = sorted({Path(manifest[key]["file"]).name for key in seen if manifest[key]["file"].endswith(".js")})
    return [SCRIPTS / name for name in files if not BIBLIOTHEQUES.match(name)]


@cache
def inventaire() -> dict[str, tuple[str, ...]]:
    """By script, what it says in English as installed."""
    found = {path.name: tuple(dict.fromkeys(textes(path.read_text(encoding="utf-8")))) for path in scripts()}
    return {name: texts for name, texts in found.items() if texts}


@cache
def restes() -> dict[str, tuple[str, ...]]:
    """By script, what of it is still there once served."""
    served = {name for said in phrases() for name in fichiers(said)}
    left = {
        name: tuple(set(textes(traduire(name)[0].decode())) & set(texts)) if name in served else texts
        for name, texts in inventaire().items()
    }
    return {name: texts for name, texts in left.items() if texts}


@cache
def ecartes() -> list[dict[str, Any]]:
    """What is left in English, by reason."""
    return _ecrits()["ecart"]


def _ecrits() -> dict[str, Any]:
    return tomllib.loads(ECARTES.read_text(encoding="utf-8"))


def textes(script: str) -> Iterator[str]:
    """English texts of one script."""
    for found in AFFICHE.finditer(script):
        yield from (text for text in found.groups() if text and est_lisible(text))
    for found in SUITE.finditer(script):
        text = found[1]
        is_sentence = len(MOT.findall(nu(text))) > 1 and PHRASE.search(nu(text)) and est_lisible(text)
        if is_sentence and not CRIE.search(script[max(0, found.start() - 12) : found.start() + 1]):
            yield text


def nu(text: str) -> str:
    """Without what the script puts in it."""
    return re.sub(r"\$\{[^}]*\}", "", text)


def est_lisible(text: str) -> bool:
    bare = nu(text)
    if CODE.search(bare) or not MOT.search(bare) or len(text) > 400:
        return False
    return bool(re.search(r"[A-Z][a-z]|[a-z] [a-z]", bare)) or bare.strip() in ("empty", "more", "less")


@cache
def formes() -> tuple[str, ...]:
    """Whole texts that no reader must meet, as expressions: translated or set aside, but for what French says too."""
    french = {text for one in ecartes() if one.get("francais") for text in one["textes"]}
    texts = {text for texts in inventaire().values() for text in texts} - french
    return tuple(
        sorted(".+".join(re.escape(part) for part in re.split(r"\$\{[^}]*\}", text)) for text in texts if nu(text))
    )


@cache
def mots() -> frozenset[str]:
    """English words that no reader must meet: those of these texts that our own French never writes."""
    texts = (text for texts in inventaire().values() for text in texts)
    english = {word.lower() for text in texts for word in re.findall(r"[A-Za-z]{3,}", nu(text))}
    french = {word.lower() for path in PROSE for word in re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8"))}
    served = {
        word.lower() for said in phrases().values() for text in said.values() for word in re.findall(r"\w+", text)
    }
    return frozenset(english - french - served - set(_ecrits()["homographes"]))
