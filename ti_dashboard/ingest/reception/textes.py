"""CSV: encoding and delimiter are found out, every bound is checked while reading."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ti_dashboard.dossier.limites import (
    LONGUEUR_CASE,
    LONGUEUR_LIGNE,
    NB_CASES,
    NB_COLONNES,
    NB_LIGNES,
    FichierRefuse,
)
from ti_dashboard.langue.formats import accord, nombre

BOM = b"\xef\xbb\xbf"
VIDE = ("le fichier est vide.", "Vérifiez que le bon fichier a été envoyé.")
_UTF8 = "Enregistrez tout le fichier au format « CSV UTF-8 »."
_DELIMITEURS = ";,\t|"
# Two bytes that only UTF-8 puts side by side in French text.
_SUITE_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xbf]")
# « Ã© » where « é » was meant, in UTF-8: UTF-8 read as Windows-1252, then written in UTF-8 again.
_DEUX_FOIS = re.compile(
    rb"[A-Za-z]*\xc3\x83(?:\xc2[\xa0-\xbf]|\xe2\x80[\x90-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe])[A-Za-z]*"
)


def lire(raw: bytes) -> list[list[object]]:
    """Rows of a CSV; raises FichierRefuse with the line at fault."""
    encoding = _encodage(raw)
    text = io.TextIOWrapper(io.BytesIO(raw.removeprefix(BOM)), encoding=encoding, newline="")
    try:
        sample = list(islice(text, 200))
        if not any(line.strip() for line in sample) and not text.read().strip():
            raise FichierRefuse(*VIDE)
        text.seek(0)
        return list(_rangees(text, _delimiteur(sample)))
    except UnicodeError:
        raise FichierRefuse(f"le fichier n'est pas lisible en {encoding}.", _UTF8) from None


def avis(raw: bytes) -> tuple[str, ...]:
    """What is to be said of the bytes of a CSV that was read."""
    try:
        (raw if raw.startswith(BOM) else b"").decode("utf-8")
    except UnicodeDecodeError:
        return ("le fichier s'annonce en UTF-8 et ne l'est pas : il est lu en Windows-1252, vérifiez les accents.",)
    if twice := _DEUX_FOIS.search(raw):
        shown = twice[0].decode("utf-8", "replace")
        return (
            f"les accents ont été encodés deux fois, par exemple « {shown} » : les noms sont lus tels quels, "
            "enregistrez de nouveau le fichier d'origine en « CSV UTF-8 ».",
        )
    return ()


def _encodage(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise FichierRefuse("le fichier est encodé en UTF-32.", _UTF8)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    multi, latin = _lignes_non_ascii(raw.removeprefix(BOM))
    if not latin:
        return "utf-8"
    if multi:
        raise FichierRefuse(
            f"deux encodages sont mêlés : la ligne {latin} n'est pas en UTF-8, alors que le reste l'est.",
            _UTF8,
            ligne=latin,
        )
    return "cp1252"


def _lignes_non_ascii(raw: bytes) -> tuple[int | None, int | None]:
    """First line that only UTF-8 explains, first line that UTF-8 does not explain."""
    multi = latin = None
    for n, line in enumerate(_lignes_octets(raw), 1):
        if len(line) > LONGUEUR_LIGNE:
            raise FichierRefuse(
                f"la ligne {n} dépasse {nombre(LONGUEUR_LIGNE)} caractères.",
                "Vérifiez que le fichier est bien un tableau.",
                ligne=n,
            )
        if b"\0" in line:
            raise FichierRefuse(f"la ligne {n} contient un octet nul : ce n'est pas du texte.", _UTF8, ligne=n)
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            multi = multi or n
        except UnicodeDecodeError:
            latin = latin or n
            multi = multi or (n if _SUITE_UTF8.search(line) else None)
            _decoder_cp1252(line, n)
    return multi, latin


def _decoder_cp1252(line: bytes, n: int) -> None:
    try:
        line.decode("cp1252")
    except UnicodeDecodeError:
        raise FichierRefuse(f"la ligne {n} n'est lisible dans aucun encodage connu.", _UTF8, ligne=n) from None


def _lignes_octets(raw: bytes) -> Iterator[bytes]:
    return iter(io.BytesIO(raw if b"\n" in raw else raw.replace(b"\r", b"\n")))


def _delimiteur(sample: list[str]) -> str:
    """The delimiter that gives the same number of cells, at least two, to most rows."""
    best, found = (0.0, 0), ";"
    for delimiter in _DELIMITEURS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(c.strip() for c in row)]
        except csv.Error:
            continue
        width, same = max(Counter(w for w in widths if w > 1).items(), key=lambda p: (p[1], p[0]), default=(0, 0))
        if (rate := (same / max(1, len(widths)), width)) > best:
            best, found = rate, delimiter
    return found


def _rangees(text: io.TextIOWrapper, delimiter: str) -> Iterator[list[object]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    total = rank = start = 0
    try:
        for rank, row in enumerate(reader, 1):
            total += len(row)
            start = reader.line_num
            _borner(rank, row, total)
            # A file of ours comes back: « '-12,50 » is how its writer keeps a spreadsheet from running « -12,50 ».
            yield [cell[1:] if cell.startswith("'-") else cell for cell in row]
    except csv.Error:
        raise FichierRefuse(
            f"le tableau n'est plus lisible à partir de la ligne {start + 1} : un guillemet n'est pas fermé, ou une "
            f"case dépasse {nombre(LONGUEUR_CASE)} caractères.",
            "Doublez les guillemets à l'intérieur d'un texte, et fermez ceux qui l'entourent.",
            ligne=start + 1,
        ) from None


def _borner(rank: int, row: list[str], total: int) -> None:
    if len(row) > NB_COLONNES:
        raise FichierRefuse(
            f"la ligne {rank} a {accord(len(row), 'colonne')}, {NB_COLONNES} au plus sont admises.",
            "Vérifiez le séparateur de colonnes.",
            ligne=rank,
        )
    if rank > NB_LIGNES or total > NB_CASES:
        raise FichierRefuse(
            f"le fichier dépasse {nombre(NB_LIGNES)} lignes ou {nombre(NB_CASES)} cases.",
            "Découpez-le en plusieurs fichiers.",
        )
    if row and max(map(len, row)) > LONGUEUR_CASE:
        raise FichierRefuse(
            f"la ligne {rank} a une case de plus de {nombre(LONGUEUR_CASE)} caractères.",
            "Raccourcissez ce texte.",
            ligne=rank,
        )
