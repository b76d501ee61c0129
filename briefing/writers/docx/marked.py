"""What stands at the head and foot of pages of a user's template, with our marking, and the sections that show it."""

from __future__ import annotations

from copy import deepcopy
from itertools import count

import msgspec
from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from briefing.document.nodes import Properties
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE
from briefing.writers.docx.pages import COUNT, Geometry, Sections, footer, header, marking_line, note_form
from briefing.writers.docx.styles import StyleIds

_PARTS = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


class Ground(msgspec.Struct, frozen=True):
    """What a user's template gives: its package, the sectPr element of its pages, the upright page, its styles."""

    package: Package
    section: etree._Element
    page: Geometry
    styles: StyleIds


def sections_of(ground: Ground, properties: Properties, notes: str) -> Sections:
    """The sections of a file: the template's headers and footers on all pages, each with our marking.

    Where a footer of ours has the number of pages, `COUNT` stands for it.
    """
    users = ground.section
    marked: set[str] = set()
    for word in ("header", "footer"):
        shown = {node.get(qn("w:type")): node.get(qn("r:id")) for node in users.iterchildren(qn(f"w:{word}Reference"))}
        for kind in _kinds(ground.package, users):
            if kind not in shown:
                number = _missing(ground, properties, word, kind)
                reference = f'<w:{word}Reference {NAMESPACES} w:type="{kind}" r:id="{number}"/>'
                users.insert(0, parse_xml(reference))
            else:
                part = ground.package.part.related_parts[shown[kind]]
                line = marking_line(properties, ground.styles, word)
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


def _missing(ground: Ground, properties: Properties, word: str, kind: str) -> str:
    """A header or footer that the template has not: our own, or only the marking where it has none on purpose."""
    page, styles = ground.page, ground.styles
    if kind != "default":
        tag = "hdr" if word == "header" else "ftr"
        line = marking_line(properties, styles, word) or "<w:p/>"
        content = f"{PROLOGUE}<w:{tag} {NAMESPACES}>{line}</w:{tag}>".encode()
    elif word == "header":
        content = header(properties, page, styles)
    else:
        content = footer(properties, page, styles, COUNT)
    return _added(ground.package, word, content)


def _added(package: Package, word: str, content: bytes) -> str:
    """The id of the relation to a new header or footer, under the first number that is free."""
    taken = {str(part.partname) for part in package.part.package.iter_parts()}
    place = next(number for number in count(1) if f"/word/{word}{number}.xml" not in taken)
    content_type, relationship = _PARTS[word]
    part = Part(PackURI(f"/word/{word}{place}.xml"), content_type, content, package.part.package)
    return str(package.part.relate_to(part, relationship))


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
