"""XLSX packages: their parts are found as Excel finds them, by their relations, whatever their names and encoding.

A library looks for « xl/workbook.xml » in UTF-8: a package made otherwise is handed to it put back in that order.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from ti_dashboard.classeurs.archives import ABIME, ODS, autre, est_utf16, lue, morceaux, ouvrir
from ti_dashboard.dossier.depots import FORMATS
from ti_dashboard.dossier.limites import MIO, FichierRefuse

CLASSEUR = "xl/workbook.xml"
# Parts that are read: what the others hold (queries, pivots, drawings) says nothing of the cells.
_LUES = ("worksheet", "chartsheet", "dialogsheet", "sharedStrings", "styles")
_RELATIONS_DU_CLASSEUR = "xl/_rels/workbook.xml.rels"
_RACINE = "_rels/.rels"
_EST_CLASSEUR = re.compile(rb"<(?:\w+:)?workbook[\s>]")
_TAILLE_RELATIONS = 8 * MIO
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Partie:
    """What a relation leads to: its identifier, the last word of its type, a member, and whether it bears that name."""

    relation: str
    genre: str
    membre: str
    tel_quel: bool


def genre(path: Path) -> str:
    """``xlsx`` or ``ods``; raises FichierRefuse for anything else or when a bound is passed."""
    with lue(), ouvrir(path) as archive:
        names = set(archive.namelist())
        if "mimetype" in names and archive.read("mimetype").strip() == ODS and "content.xml" in names:
            return "ods"
        if classeur(archive):
            return "xlsx"
    raise FichierRefuse(f"le contenu est {autre(names)}.", f"Envoyez un fichier {FORMATS}.")


def classeur(archive: zipfile.ZipFile) -> str | None:
    """The member that holds the workbook, or None when the archive is something else."""
    index = _index(archive)
    found = [p.membre for p in _relations(archive, index, _RACINE, "") if p.genre == "officeDocument"]
    usual = index.get(CLASSEUR)
    for name in [*found, *([usual] if usual else [])]:
        if _EST_CLASSEUR.search(next(morceaux(archive, name), b"")[:4000]):
            return name
    return None


def parties(archive: zipfile.ZipFile, workbook: str) -> list[Partie]:
    """Sheets, texts and styles of the workbook that the archive holds."""
    plain = workbook.replace("\\", "/")
    folder, name = posixpath.split(plain)
    found = _relations(archive, _index(archive), posixpath.join(folder, "_rels", f"{name}.rels"), folder)
    return [part for part in found if part.genre in _LUES]


def _index(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name as Excel compares it → member."""
    return {_cle(name): name for name in archive.namelist()}


def _cle(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()


def _relations(archive: zipfile.ZipFile, index: Mapping[str, str], rels: str, folder: str) -> list[Partie]:
    member = index.get(_cle(rels))
    if member is None:
        return []
    found = []
    for relation in lire_xml(archive, member):
        written = relation.get("Target", "")
        target = unquote(written).replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        held = index.get(_cle(path))
        if held is not None and relation.get("TargetMode") != "External":
            plain = held == path and written in (f"/{path}", path.removeprefix(f"{folder}/"))
            kind = relation.get("Type", "").rpartition("/")[2]
            found.append(Partie(relation.get("Id", ""), kind, held, plain))
    return found


def lire_xml(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    """A small part; raises FichierRefuse when it declares entities or is not small."""
    if archive.getinfo(member).file_size > _TAILLE_RELATIONS:
        raise FichierRefuse(*ABIME)
    return ElementTree.fromstring(b"".join(morceaux(archive, member)))  # noqa: S314


def redresser(archive: zipfile.ZipFile, workbook: str) -> io.BytesIO | None:
    """The package under the usual names and in UTF-8, with what is read of it; None when it is so already."""
    parts = parties(archive, workbook)
    usual = workbook == CLASSEUR and all(p.tel_quel for p in parts) and _RELATIONS_DU_CLASSEUR in archive.namelist()
    read = {_RACINE, _RELATIONS_DU_CLASSEUR, workbook, *(p.membre for p in parts)} & {*archive.namelist()}
    if usual and not any(est_utf16(archive, name) for name in read):
        return None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", _TYPES)
        made.writestr(_RACINE, _ecrire_relations([("r0", "officeDocument", CLASSEUR)]))
        _copier(archive, workbook, made, CLASSEUR)
        names = {p.relation: f"{p.genre}/{k}.xml" for k, p in enumerate(parts)}
        made.writestr(
            _RELATIONS_DU_CLASSEUR, _ecrire_relations([(p.relation, p.genre, names[p.relation]) for p in parts])
        )
        for part in parts:
            _copier(archive, part.membre, made, f"xl/{names[part.relation]}")
    out.seek(0)
    return out


def _ecrire_relations(rows: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f"<Relationship Id={quoteattr(i)} Type={quoteattr(f'{_OFFICE}/{kind}')} Target={quoteattr(target)}/>"
        for i, kind, target in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _copier(archive: zipfile.ZipFile, member: str, made: zipfile.ZipFile, name: str) -> None:
    with made.open(name, "w", force_zip64=True) as part:
        for chunk in morceaux(archive, member):
            part.write(chunk)
