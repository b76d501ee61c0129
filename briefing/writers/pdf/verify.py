"""A finished file read back before it is handed over: its words, its fonts, its links.

A fault here is ours, not the user's; it raises, for a paper that says something else than it should must not go out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from briefing.document.nodes import Document
from briefing.document.notes import Numbering
from briefing.document.words import words
from briefing.writers.pdf.apparatus import ways_back
from briefing.writers.pdf.fontbook import clean
from briefing.writers.pdf.reader import KID, Described, PdfReader, Shown, UnreadableError, digest, shown

_LINK = re.compile(rb"(\d+) <</Type/OBJR/Pg \d+ 0 R/Obj (\d+) 0 R>>$")
_PAGE_NUMBER = re.compile(r" \d+$")
_SHOWN = 60  # characters of either text around the first difference


class FaultyFileError(Exception):
    """The file is not what the document says."""


class Ahead(NamedTuple):
    """What was found out before the file was whole: what its pages show, and a digest of what it has to say."""

    shown: Shown
    words: bytes


def ahead(pages: Iterable[bytes], document: Document, numbering: Numbering) -> Ahead:
    """What half of the reading needs: the streams of the pages, as the file will have them, and the document."""
    return Ahead(shown(pages), digest(_meant(document, numbering).encode()))


def verify(data: bytes, document: Document, numbering: Numbering, known: Ahead | None = None) -> None:
    """Nothing, if the file holds the words of the document in their order, its fonts and whole links."""
    back = ways_back(document.properties.labels, numbering)
    try:
        reader = PdfReader(data)
        said = _bare(spoken(reader, back, known.shown if known else None))
        if known is None or digest(said.encode()) != known.words:
            _same_words(said, _meant(document, numbering))
        _fonts_are_embedded(reader)
        _links_lead_somewhere(reader)
    except (UnreadableError, ValueError, IndexError, KeyError, zlib.error) as fault:
        message = f"the PDF just written cannot be read: {fault}"
        raise FaultyFileError(message) from fault


def _meant(document: Document, numbering: Numbering) -> str:
    """The words of the document without white space."""
    return _bare("".join(words(document, numbering)))


def _bare(text: str) -> str:
    """A text without white space. Most of it is blanks, which are gone in one go; others are few."""
    return "".join(text.replace(" ", "").split())


def spoken(reader: PdfReader, ways: frozenset[bytes], known: Shown | None) -> str:
    """The words of the document in reading order, as `document.words` counts them, with all white space.

    Left out is what the writer adds: signs of list items, page numbers in the contents, letters that lead back (`ways`
    is what these links say of themselves). `known` are texts that were read before.
    An element's number is lower than those of the elements in it, so that one pass from the last to the first does.
    """
    speech = _Speech(reader, ways, known)
    said, texts = speech.said, speech.texts
    for number, element in reader.elements():
        role, kids, page, _ = element
        if kids.isdigit():  # one stretch of text, as most have it
            said[number] = texts[page][int(kids)]
            if role == b"Lbl":
                speech.labels.add(number)
            elif role == b"Figure":
                said[number] = ""
        elif role == b"Link" and (link := _LINK.match(kids)):  # one stretch of text that leads somewhere
            said[number] = texts[page][int(link[1])]
            if speech.leads_back(link[2]):
                speech.back.add(number)
        elif role == b"Reference" and kids[:-4].isdigit():  # one link
            below = int(kids[:-4])
            text = said.pop(below)
            said[number] = text if below not in speech.back else ""
        else:
            said[number] = speech.of(number, element)
    return said[reader.top]


class _Speech:
    """What the elements say; texts are not kept for each of the elements they stand in."""

    def __init__(self, reader: PdfReader, ways: frozenset[bytes], known: Shown | None) -> None:
        self.objects, self.ways, self.texts = reader.objects, ways, reader.texts(known)
        self.said: dict[int, str] = {}
        self.unsigned: dict[int, str] = {}  # what items of lists say without their signs
        self.labels: set[int] = set()
        self.back: set[int] = set()  # links that lead back from notes; in references, what they say is the writer's

    def leads_back(self, annotation: bytes) -> bool:
        """Whether a link leads back from a note."""
        says = self.objects[int(annotation)].partition(b"/Contents ")[2]
        return says[: says.find(b"/StructParent ")] in self.ways

    def of(self, number: int, element: Described) -> str:
        """What an element says that has several things in it."""
        role, kids, page, rest = element
        if b"<<" not in kids and role != b"L":  # all are elements, or stretches of text on one page
            parts = [
                self.said.pop(int(kid[:-1])) if kid.endswith(b"R") else self.texts[page][int(kid)]
                for kid in kids.replace(b" 0 R", b"R").split()
            ]
        else:
            signs = role == b"L" and b"/ListNumbering/None" not in rest
            parts = []
            for below, there, mark, annotation, here in KID.findall(kids):
                if below:
                    part = self.said.pop(int(below))
                    bare = self.unsigned.pop(int(below), part)
                    parts.append(bare if signs else part)
                elif not annotation:
                    parts.append(self.texts[there or page][int(mark or here)])
                elif self.leads_back(annotation):
                    self.back.add(number)
        if role == b"LI":
            self.unsigned[number] = "".join(parts[1:] if _below(kids)[0] in self.labels else parts)
        elif role == b"Lbl":
            self.labels.add(number)
        elif role == b"TOCI":
            return _PAGE_NUMBER.sub("", "".join(parts))
        elif role == b"Figure" or (role == b"Reference" and not self.back.isdisjoint(_below(kids))):
            return ""
        return "".join(parts)


def _below(kids: bytes) -> list[int]:
    """The numbers of the elements directly in one."""
    return [int(found[0]) for found in KID.findall(kids) if found[0]]


def _same_words(said: str, meant: str) -> None:
    if said != meant:  # cleaning is slow and seldom changes anything
        meant = _bare(clean(meant))
    if said != meant:
        pairs = zip(said, meant, strict=False)
        place = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(said), len(meant)))
        start = max(0, place - _SHOWN // 2)
        message = (
            f"the PDF says {said[start : start + _SHOWN]!r} where the document says {meant[start : start + _SHOWN]!r}"
        )
        raise FaultyFileError(message)


def _fonts_are_embedded(reader: PdfReader) -> None:
    for name, font in reader.fonts.items():
        descendant = reader.objects[reader.integer(reader.objects[font], b"DescendantFonts")]
        descriptor = reader.objects[reader.integer(descendant, b"FontDescriptor")]
        if not reader.stream(reader.integer(descriptor, b"FontFile2")):
            message = f"the font {name.decode()} is empty"
            raise FaultyFileError(message)


def _links_lead_somewhere(reader: PdfReader) -> None:
    for number in sorted(reader.destinations.difference(reader.pages)):
        message = f"a link or a bookmark leads to {number}, which is no page"
        raise FaultyFileError(message)
