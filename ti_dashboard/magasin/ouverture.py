"""Opening a publication: found where the pointer says, verified once, or refused with a sentence.

Verified is: its file has the hash noted when it was published, and each arrêté the seal of its content. That reads the
whole of it, so what was verified is marked (``verifiees.py``) and opens at once, to be verified behind.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ti_dashboard.dossier import arretes, verifiees
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.pointeur import NOM, PublicationServie
from ti_dashboard.errors import ArreteIllisible, PublicationIllisible, PublicationMuette
from ti_dashboard.magasin.fichier import muette
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs.moteur import Moteur

Choisir = Callable[[Path, str], Moteur | None]
journal = logging.getLogger(__name__)


def _le_fichier(_path: Path, _sha256: str) -> None:
    """What answers is the file itself."""


def ouvrir(dossier: Path, entree: PublicationServie, choisir: Choisir = _le_fichier) -> Publication:
    """Open and verify one publication. Raises PublicationIllisible with a sentence that says what is wrong.

    ``choisir`` gives what answers its questions; its own file does when it gives nothing.
    """
    path = _fichier(dossier, entree)
    seen = _verifier_le_fichier(path, entree)
    publication = _ouvrir(path, choisir(path, entree["sha256"]))
    with _fermee_si_refusee(publication):
        publication.verifier_sceaux()
        publication.verifier_decides(_decides(dossier.parent))
    verifiees.marquer(path, entree["sha256"], seen)
    return publication


def reprendre(dossier: Path, entree: PublicationServie, choisir: Choisir = _le_fichier) -> Publication | None:
    """Open a publication that was verified and whose file did not move since; None when ``ouvrir`` has to say.

    The arrêtés decided here are compared all the same: they are written elsewhere, and it costs nothing.
    """
    path = dossier / entree["publication"]
    if not verifiees.est_marquee(path, entree["sha256"]):
        return None
    try:
        publication = _ouvrir(path, choisir(path, entree["sha256"]))
        with _fermee_si_refusee(publication):
            publication.exiger_des_sceaux()
            publication.verifier_decides(_decides(dossier.parent))
    except PublicationIllisible:
        return None
    return publication


def verifier(publication: Publication, entree: PublicationServie) -> None:
    """Read the whole of an open publication again, and mark it. Raises PublicationIllisible; its mark is gone then."""
    path = publication.fichier
    try:
        seen = _verifier_le_fichier(path, entree)
        publication.verifier_sceaux()
    except PublicationMuette:
        raise
    except PublicationIllisible:
        verifiees.demarquer(path)
        raise
    except duckdb.Error:
        journal.exception("publication does not read any more: %s", path.name)
        verifiees.demarquer(path)
        raise PublicationIllisible(f"Le fichier {path.name} ne se lit plus : il est abîmé.") from None
    verifiees.marquer(path, entree["sha256"], seen)


def _verifier_le_fichier(path: Path, entree: PublicationServie) -> verifiees.EtatDuFichier | None:
    """Its state when it was read; None when it moved meanwhile. Raises PublicationIllisible when it is another file."""
    try:
        found, seen = verifiees.lire_entier(path)
    except OSError as error:
        raise muette(path, error) from None
    if found != entree["sha256"]:
        raise PublicationIllisible(
            f"Le fichier {path.name} ne correspond plus à l'empreinte notée à sa publication : il a été modifié."
        )
    return seen


@contextmanager
def _fermee_si_refusee(publication: Publication) -> Iterator[None]:
    try:
        yield
    except duckdb.Error:
        journal.exception("publication without its tables: %s", publication.fichier.name)
        publication.close()
        raise PublicationIllisible(f"Le fichier {publication.fichier.name} n'a pas les tables attendues.") from None
    except PublicationIllisible:
        publication.close()
        raise


def _decides(donnees: Path) -> Iterator[ArreteDecide]:
    """The arrêtés decided here; a file that does not read stops the next publication, not the screens of this one, and
    hides none of the others.
    """
    for path in arretes.fichiers(donnees):
        try:
            yield arretes.lire_un(path)
        except ArreteIllisible as error:
            journal.warning("decided arrêté not compared: %s", error)


def consulter(dossier: Path, entree: PublicationServie) -> Publication:
    """Open one publication to ask a few questions of it, without verifying the whole of it.

    Raises PublicationIllisible when it cannot be opened, or has no seals.
    """
    publication = _ouvrir(_fichier(dossier, entree))
    try:
        publication.exiger_des_sceaux()
    except PublicationIllisible:
        publication.close()
        raise
    return publication


def _fichier(dossier: Path, entree: PublicationServie) -> Path:
    path = dossier / entree["publication"]
    if not _est_la(path):
        raise PublicationIllisible(f"Le fichier {path.name} désigné par {NOM} est introuvable.")
    return path


def _est_la(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise muette(path, error) from None


def _ouvrir(path: Path, moteur: Moteur | None = None) -> Publication:
    try:
        return Publication(path, moteur=moteur)
    except duckdb.Error:
        # The engine's own words name folders of the server: they are for the log.
        journal.exception("publication not opened: %s", path.name)
        raise PublicationIllisible(f"Le fichier {path.name} ne s'ouvre pas : il est abîmé ou incomplet.") from None
