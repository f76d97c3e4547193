"""Opening a publication: found where the pointer says, verified once, or refused with a sentence."""

import logging
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ti_dashboard.dossier import arretes, pointeur
from ti_dashboard.dossier.arretes import ArreteDecide
from ti_dashboard.dossier.pointeur import NOM, PublicationServie
from ti_dashboard.errors import ArreteIllisible, PublicationIllisible
from ti_dashboard.magasin.fichier import muette
from ti_dashboard.magasin.publication import Publication

journal = logging.getLogger(__name__)


def ouvrir(dossier: Path, entree: PublicationServie) -> Publication:
    """Open and verify one publication. Raises PublicationIllisible with a sentence that says what is wrong."""
    path = _fichier(dossier, entree)
    try:
        found = pointeur.entree(path)["sha256"]
    except OSError as error:
        raise muette(path, error) from None
    if found != entree["sha256"]:
        raise PublicationIllisible(
            f"Le fichier {path.name} ne correspond plus à l'empreinte notée à sa publication : il a été modifié."
        )
    publication = _ouvrir(path)
    try:
        publication.verifier_sceaux()
        publication.verifier_decides(_decides(dossier.parent))
    except duckdb.Error:
        journal.exception("publication without its tables: %s", path.name)
        publication.close()
        raise PublicationIllisible(f"Le fichier {path.name} n'a pas les tables attendues.") from None
    except PublicationIllisible:
        publication.close()
        raise
    return publication


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


def _ouvrir(path: Path) -> Publication:
    try:
        return Publication(path)
    except duckdb.Error:
        # The engine's own words name folders of the server: they are for the log.
        journal.exception("publication not opened: %s", path.name)
        raise PublicationIllisible(f"Le fichier {path.name} ne s'ouvre pas : il est abîmé ou incomplet.") from None
