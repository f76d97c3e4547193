"""What names the screens of one publication: its file, and the program that composes them.

A screen at an address that bears it never changes, so a browser may keep it for ever.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from ti_dashboard.dossier.chemins import REFERENTIELS, SCHEMAS
from ti_dashboard.magasin.guichet import Service
from ti_dashboard.planche.theme import COULEURS

PROGRAMME = Path(__file__).parents[1]
SORTES = ("*.py", "*.sql", "*.csv", "*.toml", "*.json")
LONGUEUR = 16


@cache
def _du_programme() -> bytes:
    """Everything a screen is composed by beside the publication: code, questions, reference data, labels, colours."""
    digest = hashlib.sha256(json.dumps(COULEURS, sort_keys=True).encode())
    for folder in (PROGRAMME, REFERENTIELS, SCHEMAS):
        for path in sorted(path for kind in SORTES for path in folder.rglob(kind)):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


def empreinte(service: Service) -> str:
    """Of the screens of the publication that is served."""
    served = service.entree["sha256"] if service.entree else service.publication.publication_id
    return hashlib.sha256(served.encode() + _du_programme()).hexdigest()[:LONGUEUR]
