"""The container of a backup: tar and gzip, its manifest first, its members in order, the same bytes for the same.

Reading believes nothing: a member is what the manifest says, in its order, plain, of its size and its hash, or the
whole is refused.
"""

import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ti_dashboard.dossier import disque, systeme
from ti_dashboard.errors import SauvegardeRefusee
from ti_dashboard.langue.formats import mio
from ti_dashboard.sauvegarde import manifeste
from ti_dashboard.sauvegarde.manifeste import Manifeste, Membre

_BLOC = 1024 * 1024
# Far beyond what a manifest of the programme takes: a hundred thousand members are 20 MB.
_MANIFESTE_MAX = 64 * _BLOC
_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
# What was written here unpacks to some ten times its size: beyond this, it was made to fill the disk.
_GONFLEMENT_MAX = 200
_ABIME = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, ArithmeticError, LookupError, RecursionError)


def ecrire(cible: IO[bytes], dit: Manifeste, racine: Path) -> None:
    """Write the manifest and its members, found below ``racine``."""
    with gzip.GzipFile("", "wb", 6, cible, mtime=0) as packed, tarfile.open(mode="w", fileobj=packed) as tar:
        content = dit.en_json()
        tar.addfile(_fiche(manifeste.NOM, len(content)), io.BytesIO(content))
        for one in dit.membres:
            with (racine / one.nom).open("rb") as file:
                tar.addfile(_fiche(one.nom, one.taille), file)


def _fiche(nom: str, taille: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(nom)
    found.size, found.mode = taille, 0o600
    return found


def decrire(racine: Path) -> tuple[Membre, ...]:
    """Every file below ``racine``, in the order of names."""
    found = []
    for path in racine.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found.append(Membre(path.relative_to(racine).as_posix(), path.stat().st_size, digest))
    return tuple(sorted(found, key=lambda one: one.nom))


def lire_le_manifeste(fichier: Path) -> Manifeste:
    """What the backup says of itself. Raises SauvegardeRefusee."""
    with _ouvrir(fichier) as (tar, _):
        return _manifeste(tar)


def extraire(fichier: Path, cible: Path) -> Manifeste:
    """Put every member below ``cible``, which is empty, each on the disk. Raises SauvegardeRefusee, OSError when the
    disk refuses."""
    with _ouvrir(fichier) as (tar, stream):
        said = _manifeste(tar)
        if said.octets > _GONFLEMENT_MAX * (fichier.stat().st_size + _BLOC):
            raise SauvegardeRefusee(_REFAITE.format("elle gonflerait bien au-delà de ce que tient une sauvegarde"))
        free = shutil.disk_usage(cible).free
        if said.octets > free:
            raise SauvegardeRefusee(
                f"Cette sauvegarde tient {mio(said.octets)} et il reste {mio(free)} sur le disque : faites de la "
                "place, puis recommencez. Rien n'a changé."
            )
        for one in said.membres:
            _extraire_un(tar, one, cible)
        if tar.next() is not None:
            raise SauvegardeRefusee(_REFAITE.format("elle contient plus que ce qu'elle dit"))
        stream.finir()
    return said


_REFAITE = "Cette sauvegarde a été abîmée ou refaite : {}. Rien n'a changé."


def _extraire_un(tar: tarfile.TarFile, one: Membre, cible: Path) -> None:
    found = tar.next()
    if found is None or found.name != one.nom or not _est_un_fichier(found) or found.size != one.taille:
        raise SauvegardeRefusee(_REFAITE.format(f"« {one.nom} » n'y est pas tel qu'elle le dit"))
    target = cible / one.nom
    content = tar.extractfile(found)
    digest = hashlib.sha256()
    with _disque():
        target.parent.mkdir(parents=True, exist_ok=True)
        written = target.open("xb")
    with written as file:
        while content is not None and (piece := content.read(_BLOC)):
            digest.update(piece)
            with _disque():
                file.write(piece)
        with _disque():
            file.flush()
            os.fsync(file.fileno())
    if digest.hexdigest() != one.sha256:
        raise SauvegardeRefusee(_REFAITE.format(f"« {one.nom} » n'a plus l'empreinte qu'elle dit"))


class _DisqueRefuse(Exception):
    """The disk refused a write: not a fault of the backup."""

    def __init__(self, error: OSError) -> None:
        self.error = error


@contextmanager
def _disque() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _DisqueRefuse(error) from error


def _est_un_fichier(found: tarfile.TarInfo) -> bool:
    return found.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not found.issparse()


def _manifeste(tar: tarfile.TarFile) -> Manifeste:
    found = tar.next()
    if found is None or found.name != manifeste.NOM or not _est_un_fichier(found) or found.size > _MANIFESTE_MAX:
        raise SauvegardeRefusee("Ce fichier n'est pas une sauvegarde de cet outil.")
    content = tar.extractfile(found)
    return manifeste.lire(content.read() if content else b"")


class _Borne(io.RawIOBase):
    """What comes out of gzip, never much at once: a header that claims gigabytes is refused, not read."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _MANIFESTE_MAX:
            raise tarfile.ReadError("too much at once")
        return self._packed.read(size)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._packed.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._packed.tell():
            # tarfile only goes forward in what it opens; anything else would unpack all again.
            raise tarfile.ReadError("never back")
        return self._packed.seek(offset)

    def finir(self) -> None:
        """Read to the end, where gzip says whether all was as it was written: nothing else may be there."""
        for _ in range(64):
            piece = self.read(_BLOC)
            if not piece:
                return
            if piece.strip(b"\0"):
                break
        raise SauvegardeRefusee(_REFAITE.format("il y a autre chose après sa fin"))


@contextmanager
def _ouvrir(fichier: Path) -> Iterator[tuple[tarfile.TarFile, _Borne]]:
    try:
        with fichier.open("rb") as file:
            if file.read(len(_GZIP)) != _GZIP:
                raise SauvegardeRefusee("Ce fichier n'est pas une sauvegarde de cet outil.")
            file.seek(0)
            with gzip.GzipFile(fileobj=file) as packed:
                stream = _Borne(packed)
                with tarfile.open(mode="r:", fileobj=stream, errorlevel=2) as tar:
                    yield tar, stream
    except _DisqueRefuse as refused:
        raise refused.error from None
    except FileNotFoundError:
        raise SauvegardeRefusee(f"{fichier} n'existe pas.") from None
    except IsADirectoryError:
        raise SauvegardeRefusee(f"{fichier} est un dossier, pas une sauvegarde.") from None
    except _ABIME as error:
        # A disk that does not answer says nothing of the backup.
        if isinstance(error, OSError) and systeme.est_connue(error):
            raise disque.refus(error, fichier) from None
        raise SauvegardeRefusee(
            _REFAITE.format("elle est incomplète, ou n'est plus telle qu'elle a été écrite")
        ) from None
