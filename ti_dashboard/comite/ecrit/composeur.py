"""Typst, the one that sets pages and draws screens: a template, what it reads, a PDF or pictures.

It reads the templates of the product and the fonts it brings, nothing else of the machine: one content gives one
document, wherever it is made. A character that its fonts do not have is drawn as an empty square.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ti_dashboard.comite.ecrit.carte_svg import en_svg_de
from ti_dashboard.comite.ecrit.proces_verbal import ImageDEcran
from ti_dashboard.planche.theme import COULEURS

GABARITS = Path(__file__).parent / "gabarits"
PAGES_ACCESSIBLES = ["ua-1"]
CARRE = "▯"
_ABSENT = re.compile(r'(?:the text|codepoint) `"(.+?)"`')
_ECRIT = re.compile(r"\\u\{([0-9a-f]+)\}")
PPI = 170


@cache
def _polices() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def en_pages(gabarit: str, lu: Mapping[str, Any], images: Mapping[str, ImageDEcran], instant: str) -> bytes:
    """A tagged PDF (PDF/UA-1), dated ``instant``."""
    moment = datetime.fromisoformat(instant).replace(microsecond=0)
    found = _composer(gabarit, lu, images, format="pdf", pdf_standards=PAGES_ACCESSIBLES, timestamp=moment)
    return found if isinstance(found, bytes) else b"".join(found)


def en_images(images: Mapping[str, ImageDEcran]) -> dict[str, bytes]:
    """Each picture as PNG, by its name."""
    drawable = {key: one for key, one in images.items() if not one["absence"]}
    if not drawable:
        return {}
    found = _composer("images", {"ordre": list(drawable)}, drawable, format="png", ppi=PPI)
    pages = [found] if isinstance(found, bytes) else list(found)
    return dict(zip(drawable, pages, strict=True))


def _composer(gabarit: str, lu: Mapping[str, Any], images: Mapping[str, ImageDEcran], **options: Any) -> Any:
    maps = {key: en_svg_de(one["carte"]) for key, one in images.items() if one["carte"]}
    told = {**lu, "images": images, "cartes": maps, "couleurs": COULEURS}
    said = json.dumps(told, ensure_ascii=False)
    try:
        return _compiler(gabarit, said, options)
    except typst.TypstError as error:
        if not (lost := _absents(error.diagnostic)):
            raise
        # Written as JSON escapes them too: a control character has no other form there.
        table = {ord(letter): CARRE for letter in lost}
        swapped = json.loads(said, object_hook=lambda part: {k: _remplacer(v, table) for k, v in part.items()})
        return _compiler(gabarit, json.dumps(swapped, ensure_ascii=False), options)


def _remplacer(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    return [_remplacer(one, table) for one in value] if isinstance(value, list) else value


def _compiler(gabarit: str, said: str, options: dict[str, Any]) -> Any:
    return typst.compile(
        GABARITS / f"{gabarit}.typ",
        root=GABARITS,
        font_paths=_polices(),
        ignore_system_fonts=True,
        sys_inputs={"lu": said},
        **options,
    )


def _absents(diagnostic: str) -> set[str]:
    """The characters that no font has, as the refusal names them."""
    named = (_ECRIT.sub(lambda found: chr(int(found[1], 16)), words) for words in _ABSENT.findall(diagnostic))
    return {letter for words in named for letter in words}
