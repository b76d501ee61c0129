"""What an editor left in a Word file of ours: comments and tracked changes, with the records they touch.

A paragraph's records are found by the bookmark in it, else by those of its table cell, else of its row. Comments that
the file came with, those of a reviewer's edition, are left out: they carry the file's own author and day.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import msgspec

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = "{urn:briefing:provenance:1}"
_LARGEST = 400_000_000  # bytes, unpacked
_STORIES = ("word/document.xml", "word/endnotes.xml", "word/footnotes.xml")
_CHANGES = {f"{_W}ins": "inserted", f"{_W}moveTo": "inserted", f"{_W}del": "deleted", f"{_W}moveFrom": "deleted"}

# A file cut short, changed, encrypted or compressed by means that Word does not use.
_UNREADABLE = (
    *(zipfile.BadZipFile, ElementTree.ParseError, zlib.error, OSError, EOFError),
    *(RuntimeError, NotImplementedError, ValueError),
)

Kind = Literal["comment", "inserted", "deleted"]
_Parents = Mapping[Element, Element]


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One comment or change: whose, when (as the file has it), its words, what it stands on, and the records behind."""

    kind: Kind
    author: str
    date: str
    text: str
    on: str
    records: tuple[str, ...]


def read(data: bytes) -> list[Edit] | None:
    """The edits in a file in the order of its text, comments last; None if it is no Word file that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > _LARGEST:
                return None
            names = package.namelist()
            parts = {name: ElementTree.fromstring(package.read(name)) for name in names if name.endswith(".xml")}
    except _UNREADABLE:
        return None
    if "word/document.xml" not in parts:
        return None
    known = _known(parts)
    edits: list[Edit] = []
    touched: dict[str, tuple[list[str], dict[str, None]]] = {}
    for name in _STORIES:
        if name in parts:
            story = parts[name]
            parents = {child: parent for parent in story.iter() for child in parent}
            edits += _changes(story, parents, known)
            _ranges(story, parents, known, touched)
    return edits + list(_comments(parts, touched))


def _known(parts: Mapping[str, Element]) -> dict[str, tuple[str, ...]]:
    """The records behind each bookmark."""
    roots = (root for name, root in parts.items() if root.tag == f"{_OURS}briefing" and name.startswith("customXml/"))
    return {
        paragraph.get("bookmark", ""): tuple(record.text or "" for record in paragraph.iter(f"{_OURS}record"))
        for root in roots
        for paragraph in root.iter(f"{_OURS}paragraph")
    }


def _records(node: Element, parents: _Parents, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The records behind a node: those of its paragraph, else of its cell, else of its row."""
    at: Element | None = node
    while at is not None:
        if at.tag in (f"{_W}p", f"{_W}tc", f"{_W}tr", f"{_W}endnote", f"{_W}footnote"):
            names = (mark.get(f"{_W}name", "") for mark in at.iter(f"{_W}bookmarkStart"))
            if found := dict.fromkeys(record for name in names for record in known.get(name, ())):
                return tuple(found)
        at = parents.get(at)
    return ()


def _changes(story: Element, parents: _Parents, known: Mapping[str, tuple[str, ...]]) -> Iterator[Edit]:
    for node in story.iter():
        kind = _CHANGES.get(node.tag)
        words = _words(node, kind) if kind else ""
        if not words:
            continue  # a change of a paragraph's end or of its looks has no words
        at = node
        while at.tag != f"{_W}p" and at in parents:
            at = parents[at]
        yield Edit(
            kind="inserted" if kind == "inserted" else "deleted",
            author=node.get(f"{_W}author", ""),
            date=node.get(f"{_W}date", ""),
            text=words,
            on=_words(at),
            records=_records(node, parents, known),
        )


def _words(node: Element, kind: str | None = None) -> str:
    """The words of a node as they stand; those taken out only for a deletion."""
    wanted = (f"{_W}delText", f"{_W}t") if kind == "deleted" else (f"{_W}t",)
    gone = set() if kind else {id(t) for d in node.iter(f"{_W}moveFrom") for t in d.iter(f"{_W}t")}
    said = (
        " " if part.tag in (f"{_W}tab", f"{_W}br") else part.text or ""
        for part in node.iter()
        if id(part) not in gone and (part.tag in wanted or (part.tag in (f"{_W}tab", f"{_W}br") and not part.attrib))
    )
    return " ".join("".join(said).split())


def _ranges(
    story: Element,
    parents: _Parents,
    known: Mapping[str, tuple[str, ...]],
    touched: dict[str, tuple[list[str], dict[str, None]]],
) -> None:
    """Gather, by the comment's id, the words that it stands on and the records behind their paragraphs."""
    opened: list[str] = []
    for node in story.iter():
        number = node.get(f"{_W}id", "")
        if node.tag == f"{_W}commentRangeStart":
            opened.append(number)
            touched.setdefault(number, ([], {}))[1].update(dict.fromkeys(_records(node, parents, known)))
        elif node.tag == f"{_W}commentRangeEnd" and number in opened:
            opened.remove(number)
        elif node.tag == f"{_W}commentReference":
            touched.setdefault(number, ([], dict.fromkeys(_records(node, parents, known))))
        elif opened and node.tag == f"{_W}t":
            for each in opened:
                touched[each][0].append(node.text or "")
        elif opened and node.tag == f"{_W}p":
            for each in opened:
                touched[each][0].append(" ")
                touched[each][1].update(dict.fromkeys(_records(node, parents, known)))


def _comments(parts: Mapping[str, Element], touched: Mapping[str, tuple[list[str], dict[str, None]]]) -> Iterator[Edit]:
    core = parts.get("docProps/core.xml", Element("none"))
    author = core.findtext("{http://purl.org/dc/elements/1.1/}creator", "")
    created = core.findtext("{http://purl.org/dc/terms/}created", "")
    for comment in parts.get("word/comments.xml", Element("none")).iter(f"{_W}comment"):
        whose, date = comment.get(f"{_W}author", ""), comment.get(f"{_W}date", "")
        if (whose, date) == (author or "Briefing", created):
            continue
        words, records = touched.get(comment.get(f"{_W}id", ""), ([], {}))
        yield Edit(
            kind="comment",
            author=whose,
            date=date,
            text=" ".join(_words(paragraph) for paragraph in comment.iter(f"{_W}p")).strip(),
            on=" ".join("".join(words).split()),
            records=tuple(records),
        )
