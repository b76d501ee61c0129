"""The Word file: native styles, lists, endnotes, contents and captions, as if made in Word by a careful hand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from briefing.document.nodes import Document, Properties
from briefing.document.notes import number
from briefing.settings import Style
from briefing.writers import Written
from briefing.writers.docx.blocks import BlockWriter
from briefing.writers.docx.body import body, document_part
from briefing.writers.docx.bookmarks import Bookmarks
from briefing.writers.docx.contents import Outline
from briefing.writers.docx.inlines import Inlines
from briefing.writers.docx.languages import regional, script
from briefing.writers.docx.notes import Endnotes
from briefing.writers.docx.package import describe, packed
from briefing.writers.docx.pages import footer, geometry, header, section
from briefing.writers.docx.pictures import Pictures
from briefing.writers.docx.styles import StyleIds
from briefing.writers.docx.template import open_template, style_ids

_PARTS = MappingProxyType(
    {
        "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
        "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
        "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
    }
)


def write(document: Document, style: Style, anchors: Mapping[str, int]) -> Written:
    """The document as a .docx file (ECMA-376, transitional). `anchors` is the page of each heading by id."""
    package = open_template(style)
    styles = style_ids(package)
    numbering = number(document)
    notes = Endnotes(document.notes, numbering.notes, styles)
    pictures = Pictures(package.part.package, style.fonts.fallback)
    text = Inlines(style, styles, Bookmarks(document), pictures, notes)
    note_text = Inlines(style, styles, text.bookmarks, pictures, notes)
    writer = BlockWriter(text, numbering, Outline(document, anchors))
    sections = _sections(package, document.properties, style, styles, max(anchors.values(), default=1))

    text_xml = body(document, style, writer, sections)
    text.relations.attach(package.part)
    endnotes = notes.part(note_text.render)
    note_text.relations.attach(_add(package, "endnotes", endnotes)[1])
    for instance in writer.lists.instances():
        package.part.numbering_part.element.append(parse_xml(instance))
    _speak(package, document.properties.language)
    describe(package, document.properties)
    return Written(data=packed(package, document_part(text_xml)))


def _sections(package: Package, properties: Properties, style: Style, styles: StyleIds, pages: int) -> tuple[str, str]:
    """The sectPr elements of upright and of landscape pages, with their headers and footers in place."""
    made: list[str] = []
    for number_, landscape in enumerate((False, True), 1):
        page = geometry(style, landscape=landscape)
        head, _ = _add(package, "header", header(properties, page, styles), number_)
        foot, _ = _add(package, "footer", footer(properties, page, styles, pages), number_)
        made.append(section(page, head, foot))
    return made[0], made[1]


def _add(package: Package, kind: str, content: bytes, place: int | None = None) -> tuple[str, Part]:
    """A new part of the document, and the id of its relationship."""
    content_type, relationship = _PARTS[kind]
    part = Part(PackURI(f"/word/{kind}{place or ''}.xml"), content_type, content, package.part.package)
    return package.part.relate_to(part, relationship), part


def _speak(package: Package, language: str) -> None:
    """Set the language of the whole document."""
    for element in package.styles.element.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        element.set(qn(f"w:{script(language)}"), regional(language))
