"""The template that a file begins as, opened by python-docx: our own, made from the style by code, or the user's."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from briefing.document.nodes import Properties
from briefing.problems import Problem
from briefing.settings import Style
from briefing.writers.docx.adoption import adopt_lists, adopt_notes, adopt_styles
from briefing.writers.docx.core import NAMESPACES as CORE_NAMESPACES
from briefing.writers.docx.languages import regional, script
from briefing.writers.docx.letterhead import open_letterhead
from briefing.writers.docx.marked import Ground, sections_of
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE, RELATIONS
from briefing.writers.docx.numbering import OWN, Numbers, definitions
from briefing.writers.docx.package import Part, Relation
from briefing.writers.docx.pages import Geometry, Sections, geometry
from briefing.writers.docx.shell import LISTS, Shell
from briefing.writers.docx.styles import StyleIds, styles_part
from briefing.writers.xml_text import escape

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def ours(style: Style, language: str) -> Shell:
    """A shell of our own template."""
    package = _ours(style)
    _speak(package, language)
    pages = geometry(style), geometry(style, landscape=True)
    return _shell(package, style_ids(package), OWN, pages)


def theirs(style: Style, properties: Properties) -> tuple[Shell | None, list[Problem]]:
    """The user's template, with what it lacks and the marking; None and why not, if it cannot be used."""
    opened, problems = open_letterhead(style)
    if opened is None:
        return None, problems
    package = opened.package
    pages = _pages(package)
    styles, added, more = adopt_styles(package, style, pages[0].measure)
    numbers = adopt_lists(package, style, StyleIds(styles), added)
    adopt_notes(package, _note_settings(style))
    ground = Ground(package, opened.section, pages[0], StyleIds(styles))
    sections = sections_of(ground, properties, style.word_notes.removesuffix("s"))
    _speak(package, properties.language)
    _describe(package, properties)
    return _shell(package, styles, numbers, pages, sections), [*problems, *more]


def _shell(
    package: Document,
    styles: dict[str, str],
    numbers: Numbers,
    pages: tuple[Geometry, Geometry],
    sections: Sections | None = None,
) -> Shell:
    """What python-docx holds, part by part."""
    whole = package.part.package
    lists = package.part.numbering_part
    lists.element.findall(qn("w:num"))[-1].addnext(etree.Comment(LISTS.decode()[4:-3]))
    parts = [
        Part(str(part.partname), part.content_type, b"" if part is package.part else part.blob, _relations(part.rels))
        for part in whole.iter_parts()
    ]
    return Shell(
        parts=parts,
        relations=_relations(whole.rels),
        main=str(package.part.partname),
        styles=styles,
        numbering=str(lists.partname),
        numbers=numbers,
        pages=pages,
        sections=sections,
    )


def _relations(relations: Relationships) -> dict[str, Relation]:
    return {number: Relation(r.reltype, r.target_ref, r.is_external) for number, r in relations.items()}


def _speak(package: Document, language: str) -> None:
    """Set the language of the whole document."""
    for element in package.styles.element.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        element.set(qn(f"w:{script(language)}"), regional(language))


def _describe(package: Document, properties: Properties) -> None:
    """Set the core properties, beside those that the template has; every moment is the document's own."""
    core = package.core_properties
    created = datetime.fromisoformat(properties.created).astimezone(UTC).replace(tzinfo=None)
    core.title, core.subject = properties.title[:255], properties.subject[:255]
    core.author = properties.author[:255]
    core.keywords = ", ".join(properties.keywords)[:255]
    core.language = properties.language
    core.created = core.modified = created
    core.last_modified_by = (properties.author or properties.footer)[:255]
    core.revision = 1
    if properties.draft:
        core.content_status = properties.labels.draft.capitalize()


def _pages(package: Document) -> tuple[Geometry, Geometry]:
    """The pages of a user's template, upright and turned; what it leaves open is A4 with an inch around."""
    section = package.sections[-1]
    if section.page_width is None or section.page_height is None:
        section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left", "right", "top", "bottom"):
        if getattr(section, f"{side}_margin") is None:
            setattr(section, f"{side}_margin", Mm(25.4))
    width, height = section.page_width.pt, section.page_height.pt
    gutter = section.gutter.pt if section.gutter else 0
    left, right = section.left_margin.pt + gutter, section.right_margin.pt
    top, bottom = abs(section.top_margin.pt), abs(section.bottom_margin.pt)
    upright = Geometry(width, height, left, right, top, bottom, foreign=True)
    width, height = max(width, height), min(width, height)
    return upright, Geometry(width, height, left, right, top, bottom, landscape=True, foreign=True)


def _ours(style: Style) -> Document:
    """A fresh document of our own template, without content."""
    measure = geometry(style).measure
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{RELATIONS}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f"{PROLOGUE}<cp:coreProperties {CORE_NAMESPACES}/>",
        "docProps/app.xml": _app(),
        "word/document.xml": f"{PROLOGUE}<w:document {NAMESPACES}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            *((f"{RELATIONS}/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable"))
        ),
        "word/styles.xml": styles_part(style, measure),
        "word/numbering.xml": definitions(style),
        "word/settings.xml": _settings(style),
        "word/fontTable.xml": _fonts(style),
    }
    container = BytesIO()
    with ZipFile(container, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return docx.Document(container)


def style_ids(package: Document) -> dict[str, str]:
    """The ids of the template's styles."""
    ids: dict[str, str] = {}
    for style in package.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            ids[name.get(qn("w:val"))] = style.get(qn("w:styleId"))
    return ids


def _content_types() -> str:
    names = {"document.main": "document", **{n: n for n in ("styles", "numbering", "settings", "fontTable")}}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{kind}+xml"/>' for kind, name in names.items()
    )
    return (
        f'{PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _app() -> str:
    return (
        f'{PROLOGUE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Briefing</Application></Properties>"
    )


def _settings(style: Style) -> str:
    """Settings of Word 2013 and later; fields are complete, so nothing asks to update them."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        )
    )
    return (
        f'{PROLOGUE}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{_note_settings(style)}'
        f'<w:compat>{compatibility}</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _note_settings(style: Style) -> str:
    """Where notes stand, how they are numbered, and what separates them from the text."""
    kind = style.word_notes.removesuffix("s")
    place = '<w:pos w:val="docEnd"/>' if kind == "endnote" else ""
    separators = f'<w:{kind} w:id="-1"/><w:{kind} w:id="0"/>'
    return f'<w:{kind}Pr>{place}<w:numFmt w:val="decimal"/>{separators}</w:{kind}Pr>'


def _fonts(style: Style) -> str:
    """The families, so that a machine without a font takes one of its kind."""
    kinds = ((style.fonts.word_serif, "roman"), (style.fonts.word_sans, "swiss"))
    fonts = "".join(
        f'<w:font w:name="{escape(name)}"><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
        for name, kind in dict(kinds).items()
    )
    return f"{PROLOGUE}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
