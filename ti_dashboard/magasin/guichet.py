"""The only way to publications: serves the one the pointer names, verified, and follows it without a restart.

While a new publication is verified, readers go on with the one served; it is swapped in once it is known good. When it
is not what it says, the last good one stays served and the reader is told. One that was verified, and whose file did
not move since, is served at once: the background reads it whole (``eprouver``), and what is wrong is told the same.
"""

import logging
import threading
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ti_dashboard.dossier import chemins, verifiees
from ti_dashboard.dossier.pointeur import NOM, PUBLIEES, PublicationServie, lire_pointeur
from ti_dashboard.errors import PublicationAbsente, PublicationIllisible, PublicationMuette
from ti_dashboard.magasin.lignes import Ligne
from ti_dashboard.magasin.ouverture import ouvrir, reprendre, verifier
from ti_dashboard.magasin.publication import Publication
from ti_dashboard.moteurs import moteur_choisi

__all__ = ["Guichet", "Ligne", "Publication", "Service", "ouvrir", "service"]

journal = logging.getLogger(__name__)

Marque = tuple[int, int]
ARRETEE = "La lecture de la publication a été interrompue : rechargez la page."


@dataclass(frozen=True)
class Service:
    """What is served now, and what the reader must know about it."""

    publication: Publication
    avertissement: str | None = None
    entree: PublicationServie | None = field(default=None, repr=False)


class Guichet:
    """Follows one pointer. One instance per folder of publications and process."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._lock = threading.Lock()
        self._seen: Marque | None = None
        self._service: Service | None = None
        self._verification: Future[Service] | None = None
        self._eprouvee: tuple[Path, verifiees.EtatDuFichier | None] | None = None

    def service(self) -> Service:
        """The publication to read now; costs one ``stat`` while the pointer does not move.

        One reader verifies a new publication; the others go on with the one served, or wait when there is none.
        Raises PublicationAbsente or PublicationIllisible when there is nothing good to serve.
        """
        with self._lock:
            seen = self._stamp()
            if self._service is not None and (seen == self._seen or self._verification is not None):
                return self._service
            others = self._verification
            if others is None:
                mine = self._verification = Future()
        if others is not None:
            return others.result()
        return self._verify(seen, mine)

    def rattraper(self) -> None:
        """Wait until what the pointer names is served, or refused: who has just published does not see what was before.

        Raises PublicationAbsente or PublicationIllisible as ``service``.
        """
        while self._stamp() != self._seen:
            if (others := self._verification) is not None:
                wait([others])
            else:
                self.service()

    def _verify(self, seen: Marque | None, future: Future[Service]) -> Service:
        before = self._service
        try:
            found = self._follow(before)
        except BaseException as error:
            with self._lock:
                self._verification = None
            future.set_exception(error if isinstance(error, Exception) else PublicationIllisible(ARRETEE))
            raise
        with self._lock:
            self._service, self._seen, self._verification = found, seen, None
        future.set_result(found)
        if before is not None and before.publication is not found.publication:
            before.publication.retirer()
        return found

    def eprouver(self) -> None:
        """Read the whole of what is served, off the readers' path; costs one ``stat`` once it was and did not move.

        What is not as it was published is no longer served: the one before is, and the reader is told.
        """
        served = self._service
        if served is None or served.entree is None:
            return
        file = served.publication.fichier
        now = file, verifiees.etat(file)
        if now == self._eprouvee or now[1] is None:
            return
        try:
            verifier(served.publication, served.entree)
        except PublicationMuette as error:
            journal.warning("publication not verified: %s", error)
            return
        except PublicationIllisible as error:
            self._retirer(served, error)
        self._eprouvee = now

    def _retirer(self, served: Service, error: PublicationIllisible) -> None:
        journal.error("publication served is not what it was: %s", error)
        found: Service | None = None
        with suppress(PublicationIllisible):
            pointer = lire_pointeur(self._dossier)
            if served.avertissement is None and pointer is not None:
                found = self._last_good(error, pointer["precedente"], None)
        with self._lock:
            if self._service is not served:
                return
            self._service = found
        served.publication.retirer()

    def _stamp(self) -> Marque | None:
        try:
            stat = (self._dossier / NOM).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _follow(self, served: Service | None) -> Service:
        fallback = None
        try:
            pointer = lire_pointeur(self._dossier)
            if pointer is None:
                raise PublicationAbsente(
                    "Aucune publication n'est disponible. Lancez « python -m ti_dashboard construire », "
                    "ou « python -m ti_dashboard demonstration » pour des données de démonstration."
                )
            fallback = pointer["precedente"]
            return self._open(pointer, served)
        except (PublicationAbsente, PublicationIllisible) as error:
            journal.warning("publication refused: %s", error)
            return self._last_good(error, fallback, served)

    def _open(self, entree: PublicationServie, served: Service | None) -> Service:
        """The publication of this entry: the one served when it is the same file, or a new one, verified."""
        named = PublicationServie(publication=entree["publication"], sha256=entree["sha256"])
        if served is not None and served.entree == named:
            return Service(served.publication, entree=named)
        marked = reprendre(self._dossier, named, moteur_choisi.moteur)
        return Service(marked or self._ouvrir_entiere(named), entree=named)

    def _ouvrir_entiere(self, entree: PublicationServie) -> Publication:
        file = self._dossier / entree["publication"]
        now = verifiees.etat(file)
        publication = ouvrir(self._dossier, entree, moteur_choisi.moteur)
        self._eprouvee = file, now
        return publication

    def _last_good(self, error: Exception, fallback: PublicationServie | None, served: Service | None) -> Service:
        notice = f"{error} La dernière publication valable reste affichée."
        if served is not None:
            return Service(served.publication, notice, served.entree)
        if fallback is not None:
            try:
                return Service(ouvrir(self._dossier, fallback, moteur_choisi.moteur), notice, fallback)
            except PublicationIllisible as second:
                journal.warning("previous publication refused: %s", second)
        raise error


@lru_cache(maxsize=8)
def _guichet(dossier: Path) -> Guichet:
    return Guichet(dossier)


def est_neuf() -> bool:
    """True when nothing was ever published in the data folder; a pointer that was lost is not a first day."""
    folder = chemins.publications()
    return not (folder / NOM).exists() and not any(folder.glob(PUBLIEES))


def service() -> Service:
    """What the application serves now. Raises PublicationAbsente or PublicationIllisible."""
    return _guichet(chemins.publications()).service()


def rattraper() -> None:
    """Wait until what was published before this call is what the application serves. Raises as ``service``."""
    _guichet(chemins.publications()).rattraper()


def eprouver() -> None:
    """Read the whole of what the application serves, unless it was since it moved: for the background, no reader."""
    _guichet(chemins.publications()).eprouver()
