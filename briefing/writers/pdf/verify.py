"""A file read back before it is handed over: its words, its fonts, its links.

A fault here is ours, not the user's; it raises, for a paper that says something else than it should must not go out.
A long file is read while it is being written: its streams are heard of as soon as they are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from briefing.document.nodes import Document
from briefing.document.notes import Numbering
from briefing.document.words import words
from briefing.writers.pdf.fontbook import clean
from briefing.writers.pdf.reader import KID, Described, PdfReader
from briefing.writers.pdf.streams import UnreadableError, readable

_LINK = re.compile(rb"(\d+) <</Type/OBJR/Pg \d+ 0 R/Obj \d+ 0 R>>$")
_ROOT = b"Document"
_TITLE = b"/T "  # what a reference that leads back from a note has
_SHOWN = 60  # characters of either text around the first difference


class FaultyFileError(Exception):
    """The file is not what the document says."""


def verify(data: bytes, document: Document, numbering: Numbering) -> None:
    """Nothing, if the file holds the words of the document in their order, its fonts and whole links."""
    Reading(document, numbering).verify(data)


class Reading:
    """A file that is read, first in its streams, if there is time for that, then as a whole."""

    def __init__(self, document: Document, numbering: Numbering) -> None:
        self._document = document
        self._numbering = numbering
        self._reader = PdfReader()
        self._speech = Speech(self._reader)
        self._meant: str | None = None

    def hear(self, streams: Iterable[tuple[int, bytes]]) -> None:
        """Streams of pages and of objects in the order in which they are made, as the file will have them."""
        with _ours():
            for number, stream in streams:
                self._reader.hear(number, stream)
            self._speech.hear()
        self._mean()  # there is time for this now

    def verify(self, data: bytes) -> None:
        """As the function of this name."""
        with _ours():
            self._reader.read(data)
            self._reader.check_pages()
            _same_words(_bare(self._speech.whole()), self._mean())
            _fonts_are_embedded(self._reader)
            _links_lead_somewhere(self._reader)

    def _mean(self) -> str:
        """The words of the document without white space."""
        if self._meant is None:
            self._meant = _bare("".join(words(self._document, self._numbering)))
        return self._meant


@contextmanager
def _ours() -> Iterator[None]:
    """Inside, a file that cannot be read is our fault."""
    try:
        with readable():
            yield
    except UnreadableError as fault:
        message = f"the PDF just written cannot be read: {fault}"
        raise FaultyFileError(message) from fault


def _bare(text: str) -> str:
    """A text without white space. Most of it is blanks, which are gone in one go; others are few."""
    return "".join(text.replace(" ", "").split())


class _Codes(dict[bytes, list[str]]):
    """What the marks of a page show, by its object's number: those of its first stream, which is the object after it.

    A page's second stream has what is known when all pages are: their numbers, which are not the document's words.
    """

    def __init__(self, reader: PdfReader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, page: bytes) -> list[str]:
        self[page] = found = self._reader.codes(int(page) + 1)
        return found


class Speech:
    """The words of the document in reading order, as `document.words` counts them, with all white space.

    Left out is what the writer adds: signs of list items, page numbers in the contents, letters that lead back. What
    the root directly has comes one after the other, each with all that is in it.
    """

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._codes = _Codes(reader)
        self._coming: list[tuple[int, Described]] = []  # the elements from the last one in the root on
        self._root: list[tuple[int, Described]] = []
        self._said: dict[int, str] = {}  # texts are not kept for each of the elements they stand in
        self._unsigned: dict[int, str] = {}  # what items of lists say without their signs
        self._labels: set[int] = set()

    def hear(self) -> None:
        """What the elements say that are whole by now."""
        coming = self._come()
        if coming:
            root = coming[0][1][1]
            last = next(place for place in range(len(coming) - 1, -1, -1) if coming[place][1][1] == root)
            self._say(coming[:last])
            del coming[:last]

    def whole(self) -> str:
        """All that is said, when the file is read."""
        self._say(self._come())
        self._say(self._root)
        return self._reader.said(self._said[self._reader.top])

    def _come(self) -> list[tuple[int, Described]]:
        """The elements of which nothing is said yet, without the root."""
        for element in self._reader.elements():
            (self._root if element[1][0] == _ROOT else self._coming).append(element)
        return self._coming

    def _say(self, elements: list[tuple[int, Described]]) -> None:
        """One pass from the last to the first, as those inside an element come after it."""
        said, codes = self._said, self._codes
        for number, element in reversed(elements):
            role, _, kids, page, rest = element
            if kids.isdigit():  # one stretch of text, as most have it
                said[number] = codes[page][int(kids)]
                if role == b"Lbl":
                    self._labels.add(number)
                elif role == b"Figure":
                    said[number] = ""
            elif role == b"Link" and (link := _LINK.match(kids)):  # one stretch of text that leads somewhere
                said[number] = codes[page][int(link[1])]
            elif role == b"Reference" and kids[:-4].isdigit():  # one link
                text = said.pop(int(kids[:-4]))
                said[number] = "" if rest.startswith(_TITLE) else text
            else:
                said[number] = self._of(number, element)
        codes.clear()

    def _of(self, number: int, element: Described) -> str:
        """What an element says that has several things in it."""
        role, _, kids, page, rest = element
        if b"<<" not in kids and role != b"L":  # all are elements, or stretches of text on one page
            parts = [
                self._said.pop(int(kid[:-1])) if kid.endswith(b"R") else self._codes[page][int(kid)]
                for kid in kids.replace(b" 0 R", b"R").split()
            ]
        else:
            signs = role == b"L" and b"/ListNumbering/None" not in rest
            parts = []
            for below, there, mark, annotation, here in KID.findall(kids):
                if below:
                    part = self._said.pop(int(below))
                    bare = self._unsigned.pop(int(below), part)
                    parts.append(bare if signs else part)
                elif not annotation:
                    parts += self._codes[there or page][int(mark or here) :][:1]
        if role == b"LI":
            self._unsigned[number] = "".join(parts[1:] if _below(kids)[0] in self._labels else parts)
        elif role == b"Lbl":
            self._labels.add(number)
        elif role == b"Figure" or (role == b"Reference" and rest.startswith(_TITLE)):
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
