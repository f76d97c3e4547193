"""A link as a QR code, to be read by a telephone from the back of the room."""

import io

import segno


def en_svg(lien: str, encre: str, fond: str) -> str:
    """An SVG drawing, with the four white modules around it that readers need."""
    out = io.BytesIO()
    segno.make(lien, error="m", micro=False).save(
        out, kind="svg", scale=6, border=4, dark=encre, light=fond, xmldecl=False, title=lien
    )
    return out.getvalue().decode("utf-8")
