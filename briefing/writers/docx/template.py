"""The template that a file begins as: our own, made from the style by code; and what it holds.

The writer only asks a template for its python-docx document and the ids of its styles, so that a template of
another make can take the place of ours.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document as Package
from docx.oxml.ns import qn

from briefing.settings import Style
from briefing.writers.docx.markup import NAMESPACES, PROLOGUE
from briefing.writers.docx.numbering import definitions
from briefing.writers.docx.styles import StyleIds, styles_part
from briefing.writers.xml_text import escape

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def open_template(style: Style) -> Package:
    """A fresh document of our own template, without content."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _app(),
        "word/document.xml": f"{PROLOGUE}<w:document {NAMESPACES}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable"))
        ),
        "word/styles.xml": styles_part(style),
        "word/numbering.xml": definitions(style),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(style),
    }
    container = BytesIO()
    with ZipFile(container, "w", ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return docx.Document(container)


def style_ids(package: Package) -> StyleIds:
    """The ids of the template's styles."""
    ids: dict[str, str] = {}
    for style in package.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            ids[name.get(qn("w:val"))] = style.get(qn("w:styleId"))
    return StyleIds(ids)


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


def _core() -> str:
    return (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _app() -> str:
    return (
        f'{PROLOGUE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Briefing</Application></Properties>"
    )


def _settings() -> str:
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
        '<w:characterSpacingControl w:val="doNotCompress"/><w:endnotePr><w:pos w:val="docEnd"/>'
        '<w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>'
        f'<w:compat>{compatibility}</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts(style: Style) -> str:
    """The families, so that a machine without a font takes one of its kind."""
    kinds = ((style.fonts.word_serif, "roman"), (style.fonts.word_sans, "swiss"))
    fonts = "".join(
        f'<w:font w:name="{escape(name)}"><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
        for name, kind in dict(kinds).items()
    )
    return f"{PROLOGUE}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
