"""The message a board draws: its empty shell, and the signature it shows once everything is drawn. Pure."""

import hashlib
import json

from ti_dashboard.planche.contrat import Ecran, creer
from ti_dashboard.planche.theme import COULEURS


def vierge(titre: str, sous_titre: str) -> Ecran:
    """A board with a heading and nothing under it yet."""
    return creer(
        Ecran, titre=titre, sous_titre=sous_titre, message=None, couleurs=COULEURS, tuiles=[], carte=None, blocs=[]
    )


def signer(ecran: Ecran) -> Ecran:
    """The same message with the hash of its content: the board writes it on the page when all of it is drawn."""
    content = {key: value for key, value in ecran.items() if key != "signature"}
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return {**ecran, "signature": digest[:16]}
