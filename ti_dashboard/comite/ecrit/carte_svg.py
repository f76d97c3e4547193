"""The map of a picture as SVG: the outlines of its phase, each territory in the colour of its class."""

from xml.sax.saxutils import quoteattr

from ti_dashboard.comite.ecrit.proces_verbal import CarteImage
from ti_dashboard.planche.contours import PHASES, contours
from ti_dashboard.planche.theme import COULEURS

HACHURES = (
    '<pattern id="inconnu" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="5" height="5" fill="{COULEURS["fond"]}"/><rect width="2" height="5" fill="{COULEURS["inconnu"]}"/>'
    "</pattern>"
)


def en_svg_de(carte: CarteImage) -> str:
    phase = carte["phase"] if carte["phase"] in PHASES else PHASES[0]
    drawn = contours(phase)
    box = drawn["viewBox"]
    view = box if isinstance(box, str) else " ".join(str(n) for n in box)
    parts = [_trace(path, COULEURS["terre"], COULEURS["region-trait"], "0.6") for _, _, path in drawn["regions"]]
    for territory in drawn["territoires"]:
        rank = carte["valeurs"].get(territory[0])
        if rank is not None:
            parts.append(_trace(territory[3], _couleur(rank), COULEURS["fond"], "0.8"))
    for _, x, y, width, height in drawn["encarts"]:
        parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="{COULEURS["trait"]}"/>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><defs>{HACHURES}</defs>{"".join(parts)}</svg>'


def _couleur(rank: int) -> str:
    return COULEURS.get(f"carte-{rank}", "url(#inconnu)")


def _trace(path: str, fill: str, stroke: str, width: str) -> str:
    said = f'fill="{fill}" stroke="{stroke}" stroke-width="{width}" fill-rule="evenodd"'
    return f"<path d={quoteattr(path)} {said}/>"
