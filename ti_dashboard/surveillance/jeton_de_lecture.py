"""The token that lets another machine read the measures: given by who installs the service, or there is none."""

import os

VARIABLE = "TI_DASHBOARD_METRIQUES_JETON"
# Shorter could be guessed: it opens nothing.
TAILLE_MIN = 16


def lire() -> str:
    """Empty when nobody gave one that holds."""
    said = os.environ.get(VARIABLE, "").strip()
    return said if len(said) >= TAILLE_MIN else ""
