"""The secret that signs what browsers hold: given by who installs the service, never drawn here, never written here."""

import os

from ti_dashboard.acces import fichier_de_secret
from ti_dashboard.errors import ReglageRefuse

VARIABLE, FICHIER = "TI_DASHBOARD_SECRET", "TI_DASHBOARD_SECRET_FICHIER"
TAILLE_MIN = 32


def secret() -> bytes:
    """Raises ReglageRefuse when there is none, or one that could be guessed."""
    said = os.environ.get(VARIABLE, "").strip()
    if place := os.environ.get(FICHIER, "").strip():
        said = fichier_de_secret.lire(place, FICHIER)
    if len(said) < TAILLE_MIN or len(set(said)) < TAILLE_MIN // 4:
        raise ReglageRefuse(
            f"{VARIABLE} doit porter au moins {TAILLE_MIN} caractères tirés au sort, par exemple ceux que donne "
            "« openssl rand -base64 48 » ; les navigateurs ne peuvent pas être reconnus sans lui."
        )
    return said.encode()
