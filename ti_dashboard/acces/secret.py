"""The secret that signs what browsers hold: given by who installs the service, never drawn here, never written here."""

import os
from pathlib import Path

from ti_dashboard.errors import ReglageRefuse

VARIABLE, FICHIER = "TI_DASHBOARD_SECRET", "TI_DASHBOARD_SECRET_FICHIER"
TAILLE_MIN = 32


def secret() -> bytes:
    """Raises ReglageRefuse when there is none, or one that could be guessed."""
    said = os.environ.get(VARIABLE, "").strip()
    if place := os.environ.get(FICHIER, "").strip():
        try:
            said = Path(place).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise ReglageRefuse(
                f"{FICHIER} désigne {place}, qui ne se lit pas : donnez-en le droit au service."
            ) from None
    if len(said) < TAILLE_MIN or len(set(said)) < TAILLE_MIN // 4:
        raise ReglageRefuse(
            f"{VARIABLE} doit porter au moins {TAILLE_MIN} caractères tirés au sort, par exemple ceux que donne "
            "« openssl rand -base64 48 » ; les navigateurs ne peuvent pas être reconnus sans lui."
        )
    return said.encode()
