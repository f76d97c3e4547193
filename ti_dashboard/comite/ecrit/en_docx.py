"""A document as a DOCX that is edited in Word and LibreOffice: real headings, tables with their heads, pictures."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as Fichier
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as TableDeFichier
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ti_dashboard.comite.ecrit.composeur import CARRE, en_images
from ti_dashboard.comite.ecrit.document import (
    Chapitre,
    Dessin,
    Document,
    Paragraphe,
    PartieEcrite,
    Rubriques,
    TableEcrite,
)
from ti_dashboard.comite.ecrit.en_pdf import service
from ti_dashboard.planche.theme import COULEURS

LANGUE, POLICE = "fr-FR", "Georgia"
LARGEUR = Mm(166)
RUBRIQUE = 0.23
"""What the names take of the width, what is said of them the rest."""
PROPRIETE_MAX = 255
# What no XML holds (Char, XML 1.0): one of them, typed by anybody, and there would be no document.
_INECRIVABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def en_docx(document: Document) -> bytes:
    document, file = _ecrivable(document), docx.Document()
    _proprietes(file, document)
    _page(file, document)
    file.add_heading(document.titre, 0)
    file.add_paragraph(document.sous_titre, "Subtitle")
    state = document.etat[:1].upper() + document.etat[1:]
    _teinter(file.add_paragraph().add_run(state), "bon" if document.est_scelle else "alerte")
    for said in document.mentions:
        _teinter(file.add_paragraph().add_run(said), "alerte")
    pictures = en_images(document.images)
    for chapter in document.chapitres:
        _chapitre(file, chapter, 1, pictures)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _ecrivable(part: Any) -> Any:
    """The same, an empty square in the place of what XML does not hold, as the pages of the PDF have it."""
    if isinstance(part, str):
        return _INECRIVABLE.sub(CARRE, part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{one.name: _ecrivable(getattr(part, one.name)) for one in fields(part)})
    if isinstance(part, Mapping):
        return {key: _ecrivable(value) for key, value in part.items()}
    return [_ecrivable(one) for one in part] if isinstance(part, list | tuple) else part


def _proprietes(file: Fichier, document: Document) -> None:
    said = file.core_properties
    said.title = f"{document.titre} – {document.sous_titre}"[:PROPRIETE_MAX]
    said.subject = document.pied[:PROPRIETE_MAX]
    said.author = said.last_modified_by = service()
    said.language, said.keywords, said.comments = LANGUE, document.etat, ""
    said.created = said.modified = datetime.fromisoformat(document.instant).astimezone(UTC).replace(tzinfo=None)


def _page(file: Fichier, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = POLICE, Pt(10)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        style = file.styles[name]
        # The theme of the model names its own font for headings, which prevails over a name.
        style.element.rPr.rFonts.attrib.clear()
        style.font.name, style.font.color.rgb = POLICE, _rvb("encre" if name != "Heading 1" else "accent")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUE)
    normal.element.get_or_add_rPr().append(language)
    section.header.paragraphs[0].add_run(" · ".join([document.sous_titre, *document.mentions])).font.size = Pt(8)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{document.pied} · page ").font.size = Pt(8)
    _champ(foot, "PAGE")
    foot.add_run(" sur ").font.size = Pt(8)
    _champ(foot, "NUMPAGES")


def _champ(paragraph: Paragraph, nom: str) -> None:
    """A number that the reader's program computes."""
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", nom), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _rvb(nom: str) -> RGBColor:
    return RGBColor.from_string(COULEURS[nom].removeprefix("#").upper())


def _teinter(run: Run, couleur: str) -> None:
    run.bold, run.font.color.rgb = True, _rvb(couleur)


def _chapitre(file: Fichier, chapter: Chapitre, niveau: int, pictures: dict[str, bytes]) -> None:
    file.add_heading(chapter.titre, niveau)
    for part in chapter.parties:
        _partie(file, part, pictures)
    for one in chapter.sous_chapitres:
        _chapitre(file, one, niveau + 1, pictures)


def _partie(file: Fichier, part: PartieEcrite, pictures: dict[str, bytes]) -> None:
    match part:
        case Paragraphe():
            run = file.add_paragraph().add_run(part.texte)
            run.italic = part.ton == "note"
            if part.ton == "alerte":
                _teinter(run, "alerte")
        case Rubriques():
            for name, said in part.lignes:
                paragraph = file.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.add_run(f"{name} : ").bold = True
                paragraph.add_run(said)
        case TableEcrite():
            _table(file, part)
        case Dessin():
            _image(file, part, pictures[part.image])


def _table(file: Fichier, part: TableEcrite) -> None:
    made = file.add_table(rows=1, cols=len(part.tetes), style="Light List Accent 1")
    made.autofit = False
    _remplir(made, 0, part.tetes)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(head)
    for kind, text in (("w:tblCaption", part.titre),):
        caption = OxmlElement(kind)
        caption.set(qn("w:val"), text)
        made._tbl.tblPr.append(caption)
    for number, row in enumerate(part.lignes, 1):
        made.add_row()
        _remplir(made, number, row)
    whole = sum(part.largeurs)
    for column, width in zip(made.columns, part.largeurs, strict=True):
        for cell in column.cells:
            cell.width = int(LARGEUR * width / whole)
    file.add_paragraph()


def _remplir(made: TableDeFichier, rang: int, mots: Sequence[str]) -> None:
    for cell, words in zip(made.rows[rang].cells, mots, strict=True):
        run = cell.paragraphs[0].add_run(words)
        run.font.size = Pt(9)


def _image(file: Fichier, part: Dessin, png: bytes) -> None:
    drawn = file.add_picture(io.BytesIO(png), width=LARGEUR)
    said = drawn._inline.docPr
    said.set("descr", part.alt)
    said.set("title", part.legende)
    file.paragraphs[-1].paragraph_format.keep_with_next = True
    file.add_paragraph(part.legende, "Caption")
