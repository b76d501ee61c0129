"""What stands at the head and foot of pages, and the sections that show it: our own, or the user's with our marking."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from briefing.document.nodes import Properties
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE
from briefing.writers.docx.pages import Sections, footer, header, marking_line, note_form, section
from briefing.writers.docx.template import Template

_PARTS = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "endnotes": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "comments": (CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS),
}


def sections_of(template: Template, properties: Properties, notes: str, pages: int) -> Sections:
    """The sections of a file, with their headers and footers in place; `pages` is the number to show until counted."""
    if template.section is not None:
        return _users(template, template.section, properties, notes, pages)
    made: list[str] = []
    for place, page in enumerate(template.pages, 1):
        head, _ = add_part(template.package, "header", header(properties, page, template.styles), place)
        foot, _ = add_part(template.package, "footer", footer(properties, page, template.styles, pages), place)
        made.append(section(page, head, foot, notes))
    return Sections(made[0], made[0], made[1])


def add_part(package: Package, kind: str, content: bytes, place: int | None = None) -> tuple[str, Part]:
    """A new part of the document, and the id of its relationship; a number that is taken gives way to the next."""
    content_type, relationship = _PARTS[kind]
    taken = {str(part.partname) for part in package.part.package.iter_parts()}
    while f"/word/{kind}{place or ''}.xml" in taken:
        place = (place or 1) + 1
    part = Part(PackURI(f"/word/{kind}{place or ''}.xml"), content_type, content, package.part.package)
    return package.part.relate_to(part, relationship), part


def _users(template: Template, users: etree._Element, properties: Properties, notes: str, pages: int) -> Sections:
    """The sections of a user's template: its headers and footers on all pages, each with our marking."""
    marked: set[str] = set()
    for word in ("header", "footer"):
        shown = {node.get(qn("w:type")): node.get(qn("r:id")) for node in users.iterchildren(qn(f"w:{word}Reference"))}
        for kind in _kinds(template.package, users):
            if kind not in shown:
                number = _missing(template, properties, word, kind, pages)
                reference = f'<w:{word}Reference {NAMESPACES} w:type="{kind}" r:id="{number}"/>'
                users.insert(0, parse_xml(reference))
            else:
                part = template.package.part.related_parts[shown[kind]]
                line = marking_line(properties, template.styles, word)
                if line and str(part.partname) not in marked:
                    marked.add(str(part.partname))
                    part.element.append(parse_xml(line.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
    first = _section(users, notes, landscape=False, opening=True)
    return Sections(first, _section(users, notes, landscape=False), _section(users, notes, landscape=True))


def _kinds(package: Package, users: etree._Element) -> list[str]:
    """The kinds of pages that the template tells apart."""
    first = ["first"] if users.find(qn("w:titlePg")) is not None else []
    even = ["even"] if package.settings.element.find(qn("w:evenAndOddHeaders")) is not None else []
    return ["default", *first, *even]


def _missing(template: Template, properties: Properties, word: str, kind: str, pages: int) -> str:
    """A header or footer that the template has not: our own, or only the marking where it has none on purpose."""
    page, styles = template.pages[0], template.styles
    if kind != "default":
        tag = "hdr" if word == "header" else "ftr"
        line = marking_line(properties, styles, word) or "<w:p/>"
        content = f"{PROLOGUE}<w:{tag} {NAMESPACES}>{line}</w:{tag}>".encode()
    elif word == "header":
        content = header(properties, page, styles)
    else:
        content = footer(properties, page, styles, pages)
    return add_part(template.package, word, content, 1)[0]


def _section(users: etree._Element, notes: str, *, landscape: bool, opening: bool = False) -> str:
    """The template's sectPr; a first page of its own and a first number belong to the opening section alone."""
    made = deepcopy(users)
    for name in ("footnotePr", "endnotePr", "type", *(() if opening else ("titlePg",))):
        for node in list(made.iterchildren(qn(f"w:{name}"))):
            made.remove(node)
    numbers = made.find(qn("w:pgNumType"))
    if numbers is not None and not opening:
        numbers.attrib.pop(qn("w:start"), "")
    size = made.find(qn("w:pgSz"))
    if landscape and size is not None:
        width, height = (int(size.get(qn(f"w:{side}"), "0")) for side in ("w", "h"))
        size.set(qn("w:w"), str(max(width, height)))
        size.set(qn("w:h"), str(min(width, height)))
        size.set(qn("w:orient"), "landscape")
    place = sum(node.tag in (qn("w:headerReference"), qn("w:footerReference")) for node in made)
    inside = parse_xml(f'<w:x {NAMESPACES}>{note_form(notes)}<w:type w:val="nextPage"/></w:x>')
    for number, node in enumerate(list(inside)):
        made.insert(place + number, node)
    return etree.tostring(made, encoding="unicode")
