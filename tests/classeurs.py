"""Small workbooks written byte by byte, so that a test can break any part of them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

Cellules = Sequence[Sequence[object]]

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/></Types>'
)
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAQUET = "http://schemas.openxmlformats.org/package/2006/relationships"
MIME_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def zipper(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive holding ``parts``, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def lettre(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rangees_xlsx(cells: Cellules) -> str:
    """Text as inline strings, numbers as numbers, « = » as formulas without a stored value."""
    rows = []
    for n, row in enumerate(cells, 1):
        line = ""
        for c, value in enumerate(row):
            if value is None or value == "":
                continue
            place = f'r="{lettre(c)}{n}"'
            if isinstance(value, int | float):
                line += f"<c {place}><v>{value}</v></c>"
            elif str(value).startswith("="):
                line += f"<c {place}><f>{escape(str(value)[1:])}</f><v>0</v></c>"
            else:
                line += f'<c {place} t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        rows.append(f'<row r="{n}">{line}</row>')
    return "".join(rows)


def parties_xlsx(feuilles: Mapping[str, Cellules | str] | Sequence[tuple[str, Cellules | str]]) -> dict[str, str]:
    """Parts of a workbook; the content of a sheet is its cells, or the XML of its rows."""
    sheets = list(feuilles.items()) if isinstance(feuilles, Mapping) else list(feuilles)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PAQUET}"><Relationship Id="r0" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_NS}" xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="{escape(n)}" sheetId="{k}" r:id="r{k}"/>' for k, (n, _) in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PAQUET}">'
        + "".join(
            f'<Relationship Id="r{k}" Type="{_REL}/worksheet" Target="worksheets/sheet{k}.xml"/>'
            for k in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for k, (_, content) in enumerate(sheets, 1):
        rows = content if isinstance(content, str) else rangees_xlsx(content)
        parts[f"xl/worksheets/sheet{k}.xml"] = f'<worksheet xmlns="{_NS}"><sheetData>{rows}</sheetData></worksheet>'
    return parts


def xlsx(feuilles: Mapping[str, Cellules | str] | Sequence[tuple[str, Cellules | str]], **autres: bytes | str) -> bytes:
    """A workbook; ``autres`` replaces or adds parts (``__`` stands for « / », ``_xml`` for « .xml »)."""
    named = {k.replace("__", "/").replace("_xml", ".xml"): v for k, v in autres.items()}
    return zipper(parties_xlsx(feuilles) | named)


def rangees_ods(cells: Cellules) -> str:
    rows = []
    for row in cells:
        line = ""
        for value in row:
            if value is None or value == "":
                line += "<table:table-cell/>"
            elif isinstance(value, int | float):
                line += f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            elif str(value).startswith("="):
                line += f'<table:table-cell table:formula="of:{value}" office:value-type="float" office:value="0"/>'
            else:
                text = f"<text:p>{escape(str(value))}</text:p>"
                line += f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
        rows.append(f"<table:table-row>{line}</table:table-row>")
    return "".join(rows)


def contenu_ods(feuilles: Mapping[str, Cellules | str], entete: str = "") -> str:
    tables = "".join(
        f'<table:table table:name="{escape(n)}">{c if isinstance(c, str) else rangees_ods(c)}</table:table>'
        for n, c in feuilles.items()
    )
    names = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{entete}<office:document-content{names}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def ods(feuilles: Mapping[str, Cellules | str], contenu: str | None = None, **autres: bytes | str) -> bytes:
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": MIME_ODS, "META-INF/manifest.xml": manifest, "content.xml": contenu or contenu_ods(feuilles)}
    return zipper(parts | {k.replace("__", "/").replace("_xml", ".xml"): v for k, v in autres.items()})


def ole(flux: Mapping[str, bytes]) -> bytes:
    """A compound file: one FAT sector, then the directory, then the streams (all long enough for the main FAT)."""
    fat, sectors, entries = [0xFFFFFFFD, 0xFFFFFFFE], b"", [_entree_ole("Root Entry", 5, 0xFFFFFFFE, 0, 1)]
    for k, (name, content) in enumerate(flux.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, count = len(fat), len(padded) // 512
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        sectors += padded
        entries.append(_entree_ole(name, 2, first, len(padded), k + 1 if k < len(flux) else 0xFFFFFFFF))
    assert len(fat) <= 128 and len(entries) <= 4
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return head + table + b"".join(entries).ljust(512, b"\0") + sectors


def _entree_ole(name: str, kind: int, first: int, size: int, following: int) -> bytes:
    text = name.encode("utf-16-le")
    links = (0xFFFFFFFF, 0xFFFFFFFF, following) if kind == 5 else (0xFFFFFFFF, following, 0xFFFFFFFF)
    out = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + struct.pack("<III", *links)
    return out + bytes(36) + struct.pack("<IQ", first, size)
