"""How well a text reads on its ground: the ratio of WCAG 2, from the two colours."""

import re

MINIMUM = 4.5
MINIMUM_DU_TRAIT = 3.0
COULEUR = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(couleur: str) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    parts = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contraste(une: str, autre: str) -> float:
    """From 1, the same colour, to 21, black on white."""
    low, high = sorted((luminance(une), luminance(autre)))
    return (high + 0.05) / (low + 0.05)
