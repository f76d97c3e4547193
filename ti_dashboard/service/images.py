"""A logo or a font brought by a deployment: what it says it is, and nothing that runs or asks for something else."""

import base64
import re
from collections.abc import Mapping
from xml.parsers import expat

PNG, WOFF2 = b"\x89PNG\r\n\x1a\n", b"wOF2"
# What draws: no script, no style sheet, no foreign page, no image, no animation.
DESSINS = frozenset(
    {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title"}
    | {"desc", "lineargradient", "radialgradient", "stop", "clippath", "mask", "use", "symbol"}
)
# A reference that leaves the file, whatever attribute holds it.
_AILLEURS = re.compile(r"(?i)javascript:|data:|https?:|//|@import|expression\(|url\(\s*['\"]?(?!#)")


_RACINE = re.compile(rb"<svg[\s>]")


class _SvgRefuse(Exception):
    pass


def svg_refuse(contenu: bytes) -> str | None:
    """Why a drawing is not taken: the end of a French sentence; None for one that only draws."""
    if not _RACINE.search(contenu):
        return "n'est pas un dessin SVG en UTF-8 : exportez-le de nouveau"
    parser = expat.ParserCreate("utf-8", namespace_separator=None)
    parser.StartElementHandler = _element
    parser.StartDoctypeDeclHandler = lambda *_: _refuser("a une déclaration DOCTYPE : ôtez-la")
    parser.ProcessingInstructionHandler = lambda *_: _refuser("a une instruction de traitement : ôtez-la")
    try:
        parser.Parse(contenu, True)
    except _SvgRefuse as refusal:
        return str(refusal)
    except (expat.ExpatError, ValueError):
        return "n'est pas du SVG lisible : exportez-le de nouveau"
    return None


def _element(nom: str, attributs: Mapping[str, str]) -> None:
    if nom.lower() not in DESSINS:
        _refuser(f"contient un élément « {nom[:40]} », qui ne dessine pas : ôtez-le")
    for name, value in attributs.items():
        is_reference = name.lower().endswith("href") and not value.strip().startswith("#")
        is_namespace = name.lower().startswith("xmlns")
        if name.lower().startswith("on") or is_reference or (not is_namespace and _AILLEURS.search(value)):
            _refuser(f"contient un attribut « {name[:40]} » qui agit ou va chercher ailleurs : ôtez-le")


def _refuser(constat: str) -> None:
    raise _SvgRefuse(constat)


def logo_refuse(nom: str, contenu: bytes) -> str | None:
    if nom.endswith(".svg"):
        return svg_refuse(contenu)
    if nom.endswith(".png"):
        return (
            None
            if contenu.startswith(PNG) and len(contenu) > 24
            else "n'est pas une image PNG : exportez-la de nouveau"
        )
    return "n'est ni un SVG ni un PNG : choisissez l'un des deux"


def police_refusee(nom: str, contenu: bytes) -> str | None:
    is_font = nom.endswith(".woff2") and contenu.startswith(WOFF2)
    return None if is_font else "n'est pas une police WOFF2 : convertissez-la"


def en_svg(nom: str, contenu: bytes) -> str:
    """The logo as a drawing that travels with the page: no address of its own that somebody might not be given."""
    if nom.endswith(".svg"):
        drawn = contenu.decode("utf-8")
        return drawn[drawn.index("<svg") :].replace("<svg>", "<svg >", 1)
    # The head of a PNG holds its width and its height.
    wide, high = (int.from_bytes(contenu[i : i + 4], "big") for i in (16, 20))
    held = base64.b64encode(contenu).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
        f'<image href="data:image/png;base64,{held}" width="{wide}" height="{high}"/></svg>'
    )
