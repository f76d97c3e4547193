"""The pointer file: which publication is served, its hash, and the one before it. Replaced atomically."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any, TypedDict

from ti_dashboard.dossier import disque, journal
from ti_dashboard.errors import PublicationIllisible, PublicationMuette

NOM = "courante.json"
# Names of the publications that were served once; a draft starts with a point.
PUBLIEES = "[0-9]*.duckdb"
_JOURNAL = logging.getLogger(__name__)


class PublicationServie(TypedDict):
    """A publication that was served once: its file name and the SHA-256 of that file."""

    publication: str
    sha256: str


class Pointeur(PublicationServie):
    precedente: PublicationServie | None


def lire_pointeur(publications: Path) -> Pointeur | None:
    """The pointer, or None when nothing has been published.

    Raises PublicationIllisible when the file is there but is not a pointer.
    """
    path = publications / NOM
    try:
        if not path.exists():
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        before = content.get("precedente")
        return Pointeur(**_entree(content), precedente=before and _entree(before))
    except OSError as error:
        _JOURNAL.exception("pointer not read: %s", path)
        raise PublicationMuette(f"Le fichier {NOM} n'a pas pu être lu : {disque.raison(error)}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        _JOURNAL.exception("pointer not read: %s", path)
        raise PublicationIllisible(
            f"Le fichier {NOM} ne se lit pas : remettez-le d'une sauvegarde, ou refaites tout avec "
            "« python -m ti_dashboard construire --refonder »."
        ) from None


def entree(fichier: Path) -> PublicationServie:
    """A publication file as the pointer names it. Raises OSError when it cannot be read."""
    with fichier.open("rb") as file:
        return PublicationServie(publication=fichier.name, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def _entree(content: dict[str, Any]) -> PublicationServie:
    named = PublicationServie(publication=content["publication"], sha256=content["sha256"])
    if not all(isinstance(word, str) for word in named.values()):
        raise TypeError(named)
    return named


def ecrire_pointeur(publications: Path, publication: str, sha256: str) -> None:
    """Make ``publication`` the one served; the one served until now becomes the previous one.

    ``journal``: the last line of the journal then, so that one that loses its end later is seen to.
    """
    try:
        current = lire_pointeur(publications)
    except PublicationMuette:
        raise
    except PublicationIllisible:
        current = None
    before = current and {"publication": current["publication"], "sha256": current["sha256"]}
    written = journal.tete(publications.parent)
    content = {"publication": publication, "sha256": sha256, "precedente": before, "journal": written}
    disque.poser(publications / NOM, json.dumps(content, indent=1).encode())


def tete_du_journal(publications: Path) -> str:
    """The last line the journal had when the pointer was written; empty when it does not say."""
    try:
        return str(json.loads((publications / NOM).read_text(encoding="utf-8")).get("journal") or "")
    except (OSError, ValueError, AttributeError):
        return ""
