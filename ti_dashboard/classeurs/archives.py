"""XLSX and ODS are zip archives: what they hold is checked, member by member, before anybody opens them."""

import codecs
import contextlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from ti_dashboard.dossier.limites import (
    NB_MEMBRES,
    RAPPORT_COMPRESSION,
    TAILLE_DECOMPRESSEE,
    FichierRefuse,
)
from ti_dashboard.langue.formats import mio, nombre

CHIFFRE = ("le classeur est protégé par un mot de passe.", "Enlevez le mot de passe et renvoyez-le.")
MACROS = ("le classeur contient des macros.", "Enregistrez-le au format XLSX, sans macro.")
ABIME = ("le classeur est abîmé ou incomplet.", "Ouvrez-le dans un tableur, enregistrez-le de nouveau et renvoyez-le.")
PIEGE = ("le classeur est une archive piégée", "Demandez un autre fichier à l'émetteur.")
# What a broken archive raises at its reader, or broken XML in it: an encoding that does not exist is a LookupError.
_ABIMES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    ExpatError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
)
_MORCEAU = 1 << 20
_DEVISES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# First bytes of an XML text in UTF-16 → its encoding.
_UTF16 = {b"\xff\xfe<\0": "utf-16", b"\xfe\xff\0<": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_ANNONCE = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# An archive below this size is no bomb, whatever its ratio.
_SANS_DANGER = 20 << 20


@contextlib.contextmanager
def lue() -> Iterator[None]:
    """Whatever a broken archive raises becomes one sentence, FichierRefuse."""
    try:
        yield
    except _ABIMES:
        raise FichierRefuse(*ABIME) from None


def autre(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "un classeur XLSB"
    if any(n.startswith(("word/", "ppt/")) for n in names):
        return "un document Microsoft Office, pas un classeur"
    return "une archive ZIP, pas un classeur"


def ouvrir(path: Path) -> zipfile.ZipFile:
    """The archive, its table of contents checked; nothing is decompressed yet."""
    with path.open("rb") as file:
        # The only reader of the end of an archive that does not read its whole table: private, and stable since 2001.
        end = zipfile._EndRecData(file)  # type: ignore[attr-defined]
    if end is None:
        raise FichierRefuse(*ABIME)
    size, members = end[zipfile._ECD_SIZE], end[zipfile._ECD_ENTRIES_TOTAL]  # type: ignore[attr-defined]
    if size > NB_MEMBRES * 512 or members > NB_MEMBRES:
        raise FichierRefuse(f"{PIEGE[0]} : elle a plus de {nombre(NB_MEMBRES)} membres.", PIEGE[1])
    archive = zipfile.ZipFile(path)
    try:
        _controler_table(archive.infolist())
    except FichierRefuse:
        archive.close()
        raise
    return archive


def _controler_table(members: list[zipfile.ZipInfo]) -> None:
    names = [m.filename.replace("\\", "/") for m in members]
    if len(set(names)) < len(names):
        raise FichierRefuse(f"{PIEGE[0]} : deux membres portent le même nom.", PIEGE[1])
    for member in members:
        _controler_membre(member)
    total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if total > TAILLE_DECOMPRESSEE:
        raise FichierRefuse(
            f"{PIEGE[0]} : décompressée, elle pèserait {mio(total)}, {mio(TAILLE_DECOMPRESSEE)} au plus sont admis.",
            "Découpez le classeur en plusieurs fichiers.",
        )
    if total > _SANS_DANGER and total > RAPPORT_COMPRESSION * max(1, packed):
        raise FichierRefuse(
            f"{PIEGE[0]} : elle grossit {nombre(total // max(1, packed))} fois, {RAPPORT_COMPRESSION} au plus sont "
            "admises.",
            PIEGE[1],
        )


def _controler_membre(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member.filename:
        raise FichierRefuse(f"{PIEGE[0]} : un membre porte un chemin qui sort de l'archive.", PIEGE[1])
    if stat.S_ISLNK(member.external_attr >> 16):
        raise FichierRefuse(f"{PIEGE[0]} : un membre est un lien.", PIEGE[1])
    if member.flag_bits & 1:
        raise FichierRefuse(*CHIFFRE)
    if path.name == "vbaProject.bin":
        raise FichierRefuse(*MACROS)


def est_utf16(archive: zipfile.ZipFile, nom: str) -> bool:
    """True for a part of XML in UTF-16, as Power Query writes its own."""
    with archive.open(nom) as member:
        return _en_utf16(member.read(4)) is not None


def _en_utf16(head: bytes) -> str | None:
    return next((encoding for start, encoding in _UTF16.items() if head.startswith(start)), None)


def morceaux(archive: zipfile.ZipFile, nom: str) -> Iterator[bytes]:
    """Chunks of one member, in UTF-8; raises FichierRefuse when it declares entities."""
    tail = b""
    for chunk in _en_utf8(archive, nom):
        seen = tail + chunk
        if b"<!" in seen and _DEVISES.search(seen):
            raise FichierRefuse(f"{PIEGE[0]} : elle déclare des entités XML.", PIEGE[1])
        tail = chunk[-16:]
        yield chunk


def _en_utf8(archive: zipfile.ZipFile, nom: str) -> Iterator[bytes]:
    decoder = None
    with archive.open(nom) as member:
        first = True
        while chunk := member.read(_MORCEAU):
            if first and (encoding := _en_utf16(chunk)):
                decoder = codecs.getincrementaldecoder(encoding)()
            if decoder:
                text = decoder.decode(chunk)
                chunk = (_ANNONCE.sub(r"\1", text.removeprefix("\ufeff"), count=1) if first else text).encode()
            first = False
            yield chunk
    if decoder:
        decoder.decode(b"", final=True)
