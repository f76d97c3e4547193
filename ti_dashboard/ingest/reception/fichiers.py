"""One received file → its raw sheets. Its content tells its kind; its bounds are checked before anything is read."""

import mmap
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ti_dashboard.classeurs import archives, onglets, paquets
from ti_dashboard.dossier.depots import FORMATS
from ti_dashboard.dossier.limites import TAILLE_FICHIER, FichierRefuse
from ti_dashboard.ingest.reception import textes
from ti_dashboard.langue.formats import mio

_EXTENSIONS = {".csv": "texte", ".txt": "texte", ".tsv": "texte", ".xlsx": "xlsx", ".xls": "xls", ".ods": "ods"}
_NOMS = {
    "texte": "un fichier texte (CSV)",
    "xlsx": "un classeur XLSX",
    "xls": "un classeur XLS",
    "ods": "un classeur ODS",
}
_SUFFIXES = {"texte": ".csv", "xlsx": ".xlsx", "ods": ".ods"}
XLS = (
    "le classeur est à l'ancien format XLS, où une formule ne se distingue pas d'une valeur.",
    "Ouvrez-le dans un tableur, choisissez Fichier, Enregistrer sous, le format XLSX, et renvoyez-le.",
)
_MACROS = (".xlsm", ".xltm", ".xlam")
# First bytes → what the file is, for those nobody should send here.
_AUTRES = {
    b"%PDF": "un document PDF",
    b"\x89PNG": "une image PNG",
    b"\xff\xd8\xff": "une image JPEG",
    b"GIF8": "une image GIF",
    b"\x1f\x8b": "une archive GZIP",
    b"7z\xbc\xaf": "une archive 7-Zip",
    b"Rar!": "une archive RAR",
    b"BZh": "une archive BZIP2",
    b"\xfd7zXZ": "une archive XZ",
    b"PAR1": "un fichier Parquet",
    b"{\\rtf": "un document RTF",
    b"SQLite": "une base SQLite",
    b"MZ\x90": "un programme",
    b"\x7fELF": "un programme",
}
# How a text begins → what it is, when it is no table.
_TEXTES = (
    (re.compile(rb"<\?xml|<\w+:|<workbook\b"), "un document XML"),
    (re.compile(rb"<(?:!doctype|!--|[a-z])"), "une page web (HTML)"),
    (re.compile(rb'\{|\[\s*(?:[\[{"]|-?[0-9.]+\s*,|\])'), "un document JSON"),
)


@dataclass(frozen=True)
class FeuilleBrute:
    """Cells of one sheet as they are: row i is line i + 1 of the sheet. A CSV has one sheet, without a name.

    ``masquees``: lines that the sender's screen does not show, hidden one by one or by a filter; ``avis``: what opening
    the file did to it; ``recopiees``: cells, (line, column from 0), filled from the merged cell above;
    ``intertitres``: lines merged across columns; ``decalage``: lines of the sheet above the first of these.
    """

    nom: str
    lignes: list[list[object]]
    masquees: frozenset[int] = frozenset()
    avis: tuple[str, ...] = ()
    est_masquee: bool = False
    recopiees: frozenset[tuple[int, int]] = frozenset()
    intertitres: frozenset[int] = frozenset()
    decalage: int = 0
    colonnes_masquees: frozenset[int] = frozenset()


def feuilles_brutes(path: Path, nom: str) -> list[FeuilleBrute]:
    """Every sheet of the file ``path``, received under the name ``nom``.

    Raises FichierRefuse when it cannot or must not be read.
    """
    _controler_fichier(path)
    announced = _annonce(nom)
    kind = _genre(path)
    if kind != announced:
        raise FichierRefuse(
            f"le nom annonce {_NOMS[announced]}, le contenu est {_NOMS[kind]}.",
            f"Donnez-lui l'extension {_SUFFIXES[kind]}, ou enregistrez-le de nouveau au bon format.",
        )
    if kind == "texte":
        raw = path.read_bytes()
        return [FeuilleBrute("", textes.lire(raw), avis=textes.avis(raw))]
    return [
        FeuilleBrute(
            sheet.nom,
            sheet.rangees,
            sheet.masquees,
            (),
            sheet.est_masque,
            sheet.recopiees,
            sheet.intertitres,
            colonnes_masquees=sheet.colonnes_masquees,
        )
        for sheet in onglets.lire(path, kind)
    ]


def _controler_fichier(path: Path) -> None:
    if path.is_symlink() or not path.is_file():
        raise FichierRefuse("ce n'est pas un fichier ordinaire.", "Déposez le fichier lui-même, ni lien ni dossier.")
    size = path.stat().st_size
    if size == 0:
        raise FichierRefuse(*textes.VIDE)
    if size > TAILLE_FICHIER:
        raise FichierRefuse(
            f"le fichier pèse {mio(size)}, {mio(TAILLE_FICHIER)} au plus sont admis.",
            "Découpez-le en plusieurs fichiers.",
        )


def _annonce(nom: str) -> str:
    suffix = Path(nom).suffix.lower()
    if suffix in _MACROS:
        raise FichierRefuse(*archives.MACROS)
    if suffix not in _EXTENSIONS:
        shown = f"l'extension « {suffix[:20]} » n'est pas admise" if suffix else "le nom du fichier n'a pas d'extension"
        raise FichierRefuse(f"{shown}.", f"Envoyez un fichier {FORMATS}.")
    return _EXTENSIONS[suffix]


def _genre(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return paquets.genre(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _refuser_ole(path)
    for magic, what in _AUTRES.items():
        if head.startswith(magic):
            raise _refus(what)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for form, what in _TEXTES:
        if form.match(start):
            raise _refus(what, " Ouvrez-le dans un tableur et enregistrez-le au format XLSX.")
    return "texte"


def _refus(what: str, ou_bien: str = "") -> FichierRefuse:
    return FichierRefuse(f"le contenu est {what}.", f"Envoyez un fichier {FORMATS}.{ou_bien}")


def _refuser_ole(path: Path) -> NoReturn:
    """The old container of Microsoft Office: nothing of it is read but an encrypted XLSX; why is said in each case."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def holds(name: str) -> bool:
            return content.find(name.encode("utf-16-le")) >= 0

        if holds("EncryptedPackage"):
            raise FichierRefuse(*archives.CHIFFRE)
        if holds("_VBA_PROJECT"):
            raise FichierRefuse(*archives.MACROS)
        if holds("Workbook") or holds("Book"):
            raise FichierRefuse(*XLS)
    raise _refus("un ancien document Microsoft Office, pas un classeur")
