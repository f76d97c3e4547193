"""XLSX and ODS are zip archives: what they hold is checked, member by member, before anybody opens them."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ti_dashboard.ingest.reception.limites import (
    NB_MEMBRES,
    RAPPORT_COMPRESSION,
    TAILLE_DECOMPRESSEE,
    FichierRefuse,
    mio,
    nombre,
)

CHIFFRE = ("le classeur est protégé par un mot de passe.", "Enlevez le mot de passe et renvoyez-le.")
MACROS = ("le classeur contient des macros.", "Enregistrez-le au format XLSX, sans macro.")
ABIME = ("le classeur est abîmé ou incomplet.", "Ouvrez-le dans un tableur, enregistrez-le de nouveau et renvoyez-le.")
PIEGE = ("le classeur est une archive piégée", "Demandez un autre fichier à l'émetteur.")
_MORCEAU = 1 << 20
_DEVISES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# An archive below this size is no bomb, whatever its ratio.
_SANS_DANGER = 20 << 20


def genre(path: Path) -> str:
    """``xlsx`` or ``ods``; raises FichierRefuse for anything else or when a bound is passed."""
    try:
        with ouvrir(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").strip() == _ODS and "content.xml" in names:
                return "ods"
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, ValueError, struct.error):
        raise FichierRefuse(*ABIME) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise FichierRefuse(f"le contenu est {_autre(names)}.", "Envoyez un fichier CSV, XLSX, XLS ou ODS.")


def _autre(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "un classeur XLSB"
    if any(n.startswith(("word/", "ppt/")) for n in names):
        return "un document Microsoft Office, pas un classeur"
    return "une archive ZIP, pas un classeur"


def ouvrir(path: Path) -> zipfile.ZipFile:
    """The archive, its table of contents checked; nothing is decompressed yet."""
    with path.open("rb") as file:
        end = zipfile._EndRecData(file)
    if end is None:
        raise FichierRefuse(*ABIME)
    if end[zipfile._ECD_SIZE] > NB_MEMBRES * 512 or end[zipfile._ECD_ENTRIES_TOTAL] > NB_MEMBRES:
        raise FichierRefuse(f"{PIEGE[0]} : elle a plus de {nombre(NB_MEMBRES)} membres.", PIEGE[1])
    archive = zipfile.ZipFile(path)
    try:
        _controler_table(archive.infolist())
    except FichierRefuse:
        archive.close()
        raise
    return archive


def _controler_table(members: list[zipfile.ZipInfo]) -> None:
    names = [m.filename for m in members]
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
            "admises.", PIEGE[1],
        )  # fmt: skip


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


def morceaux(archive: zipfile.ZipFile, nom: str) -> Iterator[bytes]:
    """Chunks of one member; raises FichierRefuse when it declares entities or is not plain UTF-8 text."""
    tail = b""
    with archive.open(nom) as member:
        while chunk := member.read(_MORCEAU):
            if not tail and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
                raise FichierRefuse(*ABIME)
            seen = tail + chunk
            if b"<!" in seen and _DEVISES.search(seen):
                raise FichierRefuse(f"{PIEGE[0]} : elle déclare des entités XML.", PIEGE[1])
            tail = chunk[-16:]
            yield chunk
