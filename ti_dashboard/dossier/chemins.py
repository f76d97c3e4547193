"""Where things are on disk. The data folder can be moved by the environment variable TI_DASHBOARD_DONNEES."""

import os
import tomllib
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
REFERENTIELS = RACINE / "data" / "referentiels"
SCHEMAS = RACINE / "data" / "schemas"
CORRESPONDANCES = RACINE / "data" / "correspondances"
OUVERTES = RACINE / "data" / "ouvertes"


def donnees() -> Path:
    """Folder that holds deliveries and publications, read anew at each call so that a test can move it."""
    return Path(os.environ.get("TI_DASHBOARD_DONNEES", RACINE / "data"))


def est_nomme() -> bool:
    """True when somebody chose the data folder: it is not the one of the checkout, which holds the demonstration."""
    return "TI_DASHBOARD_DONNEES" in os.environ


def livraisons() -> Path:
    return donnees() / "livraisons"


def publications() -> Path:
    return donnees() / "publications"


def lecture_seule() -> bool:
    """True when this server only shows: nobody may deposit, publish or freeze from its pages."""
    return os.environ.get("TI_DASHBOARD_LECTURE_SEULE", "") == "oui"


def version() -> str:
    """That of this code."""
    return str(tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
