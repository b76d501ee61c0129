"""The user's own template: a .docx or .dotx whose styles, page, header, footer and logo the paper takes.

Its text goes, all else stays; what a paper needs and the template lacks is added (`adoption.py`). What cannot be
honoured is a problem at the style's `word_template`.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
import msgspec
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from briefing.problems import Problem
from briefing.settings import Style

_LARGEST = 200_000_000  # bytes, unpacked; more is a mistake or a trap
_OLD = b"\xd0\xcf\x11\xe0"  # a compound file: a .doc, or anything with a password
_TYPES = "[Content_Types].xml"
_KEPT = (
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME),
    *(RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS),
)
# What python-docx raises for a file that is none, or not whole.
_DAMAGED = (
    *(KeyError, ValueError, AttributeError, EOFError, RuntimeError, NotImplementedError),
    *(PackageNotFoundError, BadZipFile, zlib.error, etree.XMLSyntaxError),
)
# Settings of the template as a file of its own, or that would ask the reader of the paper something.
_DROPPED = (
    *("updateFields", "attachedTemplate", "documentProtection", "writeProtection", "trackRevisions", "mailMerge"),
    *("footnotePr", "endnotePr", "revisionView", "docVars"),
)


class Opened(msgspec.Struct, frozen=True):
    """A template without its text: the package, and the sectPr element of its pages."""

    package: Package
    section: etree._Element


def open_letterhead(style: Style) -> tuple[Opened | None, list[Problem]]:
    """The style's template, or None and why it cannot be used; warnings where it is used in part."""
    try:
        data = _plain(Path(style.word_template).read_bytes())
        package = docx.Document(BytesIO(data))
    except OSError as error:
        return None, [fault(style, f"it cannot be read: {error.strerror}")]
    except _UnusableError as error:
        return None, [fault(style, str(error), "save it in Word as .docx or .dotx, without a password")]
    except _DAMAGED:
        return None, [fault(style, "it is damaged, or no Word file", "open it in Word and save it as .docx")]
    found = list(package.element.body.iter(qn("w:sectPr")))
    if not found or found[-1].getparent() is not package.element.body:
        return None, [fault(style, "it has no section: no page, header or footer to take", "save it anew in Word")]
    problems = _limits(style, package, found)
    section = _whole(found)
    _empty(package, section)
    return Opened(package, section), problems


class _UnusableError(Exception):
    """A template of a kind that cannot be used."""


def fault(style: Style, message: str, hint: str = "", *, warning: bool = False) -> Problem:
    """A problem with the template."""
    return Problem(
        code="word-template",
        message=f"{Path(style.word_template).name} as word_template: {message}",
        location=style.location,
        field=("word_template",),
        hint=hint,
        severity="warning" if warning else "error",
    )


def _plain(data: bytes) -> bytes:
    """The file as a document: a .dotx says that it is a template, which is all that sets it apart."""
    if data.startswith(_OLD):
        message = "it is encrypted, or a .doc of Word 97"
        raise _UnusableError(message)
    with ZipFile(BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > _LARGEST:
            message = "it is too large"
            raise _UnusableError(message)
        members = {name: archive.read(name) for name in archive.namelist()}
    types = members.get(_TYPES, b"")
    if b"macroEnabled" in types:
        message = "it holds macros"
        raise _UnusableError(message)
    if b"template.main+xml" not in types:
        return data
    members[_TYPES] = types.replace(b"template.main+xml", b"document.main+xml")
    copy = BytesIO()
    with ZipFile(copy, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return copy.getvalue()


def _limits(style: Style, package: Package, sections: list[etree._Element]) -> list[Problem]:
    """What of a usable template is not taken."""
    problems = []
    if len(sections) > 1:
        message = f"it has {len(sections)} sections; the pages of the last are taken"
        problems.append(fault(style, message, "keep one section in the template", warning=True))
    columns = sections[-1].find(qn("w:cols"))
    if columns is not None and int(columns.get(qn("w:num"), "1")) > 1:
        problems.append(fault(style, "its columns are not taken; a paper has one", warning=True))
    if package.settings.element.find(qn("w:documentProtection")) is not None:
        problems.append(fault(style, "its protection is not taken; editors are to change the paper", warning=True))
    return problems


def _whole(sections: list[etree._Element]) -> etree._Element:
    """The last section, with the headers and footers that it takes over from those before it."""
    last = sections[-1]
    kinds = {_kind(node) for node in last if node.tag in _REFERENCES}
    for section in reversed(sections[:-1]):
        for node in list(section):
            if node.tag in _REFERENCES and _kind(node) not in kinds:
                kinds.add(_kind(node))
                last.insert(0, node)
    columns = last.find(qn("w:cols"))
    if columns is not None:
        last.remove(columns)
    return last


_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


def _kind(reference: etree._Element) -> tuple[str, str | None]:
    return str(reference.tag), reference.get(qn("w:type"))


def _empty(package: Package, section: etree._Element) -> None:
    """Take out the text and all that only the text, or the template as a file, has need of."""
    body = package.element.body
    for node in list(body):
        if node is not section:
            body.remove(node)
    used = {node.get(qn("r:id")) for node in section if node.tag in _REFERENCES}
    for number, relation in list(package.part.rels.items()):
        if number not in used and relation.reltype not in _KEPT:
            del package.part.rels[number]
    settings = package.settings.element
    for name in _DROPPED:
        for node in list(settings.iterchildren(qn(f"w:{name}"))):
            settings.remove(node)
    of_settings = package.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for number in list(of_settings):
        del of_settings[number]
    for number, relation in list(package.part.package.rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del package.part.package.rels[number]
