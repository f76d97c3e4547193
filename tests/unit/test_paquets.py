"""A workbook opens as Excel opens it, whatever the names of its parts and their encoding."""

import re
from decimal import Decimal

import pytest

from tests.classeurs import contenu_ods, ods, parties_xlsx, rangees_xlsx, xlsx, zipper
from tests.hostiles import EN_TETE, LIGNE
from tests.petits import PETITS, lire, seule, total, valeurs
from ti_dashboard.classeurs import onglets
from ti_dashboard.classeurs.archives import ABIME

PARTIES = parties_xlsx({"F": [EN_TETE, list((LIGNE | {"montant": "=1+1"}).values()), list(LIGNE.values())]})


def lu(tmp_path, parts: dict[str, str | bytes]) -> None:
    """Read alike: the right row, and the formula seen as one."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipper(parts))
    sheet = seule(path)
    assert valeurs(sheet, "reference") == ["A1"] and total(sheet) == Decimal("100.5")
    assert [f.constat for f in sheet.fautes] == ["est une formule de tableur."]


def en_utf16(text: str, encoding: str = "utf-16") -> bytes:
    return annonce(text, "UTF-16").encode(encoding)


def annonce(text: str, encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>' + re.sub(r"^<\?xml[^?]*\?>", "", text)


def test_a_workbook_of_power_query_opens():
    sheet = seule(PETITS / "powerquery.xlsx")
    assert len(sheet.lignes) == 3 and total(sheet) == Decimal(6003)


@pytest.mark.parametrize("name", PARTIES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_any_part_may_be_in_utf_16(name, encoding, tmp_path):
    lu(tmp_path, PARTIES | {name: en_utf16(PARTIES[name], encoding)})


def test_an_image_that_begins_like_utf_16_is_left_alone(tmp_path):
    lu(tmp_path, PARTIES | {"xl/media/image1.bin": b"\xff\xfe\x00", "xl/printerSettings1.bin": b"\xff\xfeH\0P\0\x01"})


def test_parts_may_be_named_with_backslashes(tmp_path):
    lu(tmp_path, {name.replace("/", "\\"): content for name, content in PARTIES.items()})


def test_parts_may_lie_at_the_root(tmp_path):
    flat = {
        "[Content_Types].xml": PARTIES["[Content_Types].xml"],
        "_rels/.rels": PARTIES["_rels/.rels"].replace("xl/workbook.xml", "workbook.xml"),
        "workbook.xml": PARTIES["xl/workbook.xml"],
        "_rels/workbook.xml.rels": PARTIES["xl/_rels/workbook.xml.rels"].replace("worksheets/", ""),
        "sheet1.xml": PARTIES["xl/worksheets/sheet1.xml"],
    }
    lu(tmp_path, flat)


@pytest.mark.parametrize(
    "target",
    [
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "WORKSHEETS/Sheet1.xml",
        "worksheets/%73heet1.xml",
    ],
)
def test_a_relation_is_followed_however_it_is_written(target, tmp_path):
    rels = PARTIES["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    lu(tmp_path, PARTIES | {"xl/_rels/workbook.xml.rels": rels})


def test_a_workbook_may_bear_another_name(tmp_path):
    parts = {name.replace("workbook.xml", "classeur2.xml"): content for name, content in PARTIES.items()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("workbook.xml", "classeur2.xml")
    lu(tmp_path, parts)


def test_prefixes_and_the_strict_names_change_nothing(tmp_path):
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
        )
        for name, content in PARTIES.items()
    }
    lu(tmp_path, strict)


def test_a_sheet_that_the_workbook_does_not_hold_is_damage(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(
        zipper({k.replace("/", "\\"): v for k, v in PARTIES.items() if "sheet1" not in k})
    )
    assert lire(tmp_path / "a.xlsx").fautes[0].constat == "le classeur est abîmé ou incomplet."


def test_a_word_document_is_not_a_workbook(tmp_path):
    rels = PARTIES["_rels/.rels"].replace("xl/workbook.xml", "word/document.xml")
    (tmp_path / "a.xlsx").write_bytes(zipper({"_rels/.rels": rels, "word/document.xml": "<w:document/>"}))
    assert "un document Microsoft Office, pas un classeur" in lire(tmp_path / "a.xlsx").fautes[0].constat


@pytest.mark.parametrize("encodage", ["UTF-2", "rot13", "mbcs", "idna", "x" * 300, "utf-16", "big5", "cp1252"])
@pytest.mark.parametrize("name", PARTIES)
def test_a_part_that_claims_an_encoding_it_has_not_is_read_right_or_refused(name, encodage, tmp_path):
    """One word of an XML head: what has no such decoder raises LookupError, which is no fault of XML."""
    parts = PARTIES | {name: annonce(PARTIES[name], encodage)}
    (tmp_path / "a.xlsx").write_bytes(zipper(parts))
    if [one.constat for one in lire(tmp_path / "a.xlsx").fautes] != [ABIME[0]]:
        lu(tmp_path, parts)


@pytest.mark.parametrize("encodage", ["UTF-2", "rot13", "utf-16"])
def test_so_is_an_ods(encodage, tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes(ods({}, annonce(contenu_ods({"F": [EN_TETE, list(LIGNE.values())]}), encodage)))
    assert [one.constat for one in lire(path).fautes] == [ABIME[0]]


@pytest.mark.parametrize(
    "case",
    [
        '<c r="cccccccccE2" t="n"><v>1</v></c>',
        '<c r="A12345678901"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c s=">" r="XFD1048576"><v>1</v></c>',
        "<c s='\"' r='XFD1048576' cm='>'><v>1</v></c>",
        '<c x-r="A1" r="XFD1048576"><v>1</v></c>',
        '<a-b:c xmlns:a-b="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><v>1</v></a-b:c>',
        '<c r5"A8"><v>1</v></c>',
        '<c r=""><v>1</v></c>',
        '</row><row r="&#49;048576"><c r="A1"><v>1</v></c>',
        '</row><row x=">" r="1048576"><c><v>1</v></c>',
        '</row><row r="1048575"/><row><c><v>1</v></c>',
        '<c r="XFC1"/><c><v>1</v></c>',
        f'<c r="XFC1"/>{"<!-- -->" * 200_000}<c><v>1</v></c>',
        "</row><row>" + '<c t="inlineStr"><is><t>row</t></is></c>' * 3_000,
        "</row><row>" + f'<c t="inlineStr"><is><t>{"x" * 30_000}</t></is></c>' * 600,
    ],
    ids=range(16),
)
def test_a_cell_that_hides_where_it_is_is_never_laid_out(case, tmp_path):
    """The library takes a place for a number of columns, and asks for the memory of a whole sheet, or for more."""
    sheet = PARTIES["xl/worksheets/sheet1.xml"].replace("</row>", f"{case}</row>", 1)
    (tmp_path / "a.xlsx").write_bytes(zipper(PARTIES | {"xl/worksheets/sheet1.xml": sheet}))
    (fault,) = lire(tmp_path / "a.xlsx").fautes
    assert fault.constat == ABIME[0] or "au plus sont admises" in fault.constat


def test_what_is_no_sheet_may_hold_anything(tmp_path):
    lu(
        tmp_path,
        PARTIES | {"xl/media/image1.png": b'\x89PNG <c r5"A8"> <row r="x">', "customXml/item1.xml": '<row r="x"/>'},
    )


def test_a_row_longer_than_what_is_read_at_once_is_read_whole(tmp_path):
    """Six million characters in one row, none of whose tags is taken for a broken one where it was cut."""
    sheet = PARTIES["xl/worksheets/sheet1.xml"].replace("</c><c", f"</c>{'<!-- -->' * 800_000}<c", 1)
    lu(tmp_path, PARTIES | {"xl/worksheets/sheet1.xml": sheet})


def sans_places(text: str) -> str:
    return re.sub(r' r="[A-Z]*\d+"', "", text)


def test_a_sheet_that_says_no_place_is_read_and_measured_exactly(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(xlsx({"F": sans_places(rangees_xlsx([EN_TETE, list(LIGNE.values())]))}))
    assert total(seule(tmp_path / "a.xlsx")) == Decimal("100.5")
    (extent,) = [e for e in onglets.controler(tmp_path / "a.xlsx", "xlsx").values() if e.nb_sans_reference]
    assert (extent.nb_lignes, extent.nb_colonnes) == (2, len(EN_TETE))


@pytest.mark.parametrize(
    "case", ["<c><f>1+1</f><v>2</v></c>", "<c t='n'>\n<x:f xmlns:x='a'/><v>2</v></c>", "<c t='e'><v>#N/A</v></c>"]
)
def test_a_formula_that_says_no_place_never_passes_for_its_value(case, tmp_path):
    rows = sans_places(rangees_xlsx([EN_TETE, list(LIGNE.values())]))
    (tmp_path / "a.xlsx").write_bytes(xlsx({"F": f"{rows}<row>{case}</row>"}))
    assert [one.constat for one in lire(tmp_path / "a.xlsx").fautes] == [ABIME[0]]
