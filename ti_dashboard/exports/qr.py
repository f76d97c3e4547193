"""A link as a QR code, to be read by a telephone from the back of the room."""

import base64
import io
from functools import lru_cache

import segno

from ti_dashboard.errors import LienTropLong


def en_svg(lien: str, encre: str, fond: str) -> str:
    """An SVG drawing, with the four white modules around it that readers need. Raises LienTropLong."""
    out = io.BytesIO()
    try:
        drawn = segno.make(lien, error="m", micro=False)
    except segno.DataOverflowError:
        raise LienTropLong(
            "L'adresse de ce service, telle qu'elle est demandée, est trop longue pour une image à photographier : "
            "ouvrez cette page par son adresse habituelle."
        ) from None
    drawn.save(out, kind="svg", scale=6, border=4, dark=encre, light=fond, xmldecl=False, title=lien)
    return out.getvalue().decode("utf-8")


@lru_cache(maxsize=32)
def en_adresse(lien: str, encre: str, fond: str) -> str:
    """The same drawing as the address of an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(en_svg(lien, encre, fond).encode()).decode()
