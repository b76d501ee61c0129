"""A finished file read back before it is handed over: its words, its fonts, its links.

A fault here is ours, not the user's; it raises, for a paper that says something else than it should must not go out.
"""

from __future__ import annotations

import re
import zlib

from briefing.document.nodes import Document
from briefing.document.notes import Numbering
from briefing.document.words import words
from briefing.writers.pdf.apparatus import ways_back
from briefing.writers.pdf.fontbook import clean
from briefing.writers.pdf.reader import KID, PdfReader, UnreadableError

_DESTINATION = re.compile(rb"/Dest\[(\d+) 0 R")
_PAGE_NUMBER = re.compile(r" \d+$")
_SHOWN = 60  # characters of either text around the first difference


class FaultyFileError(Exception):
    """The file is not what the document says."""


def verify(data: bytes, document: Document, numbering: Numbering) -> None:
    """Nothing, if the file holds the words of the document in their order, its fonts and whole links."""
    back = ways_back(document.properties.labels, numbering)
    try:
        reader = PdfReader(data)
        _same_words("".join(spoken(reader, back).split()), document, numbering)
        _fonts_are_embedded(reader)
        _links_lead_somewhere(reader)
    except (UnreadableError, ValueError, IndexError, KeyError, zlib.error) as fault:
        message = f"the PDF just written cannot be read: {fault}"
        raise FaultyFileError(message) from fault


def spoken(reader: PdfReader, ways: frozenset[bytes]) -> str:
    """The words of the document in reading order, as `document.words` counts them, with all white space.

    Left out is what the writer adds: signs of list items, page numbers in the contents, letters that lead back (`ways`
    is what these links say of themselves).
    An element's number is lower than those of the elements in it, so that one pass from the last to the first does.
    """
    texts = reader.texts()
    said: dict[int, str] = {}
    unsigned: dict[int, str] = {}  # what items of lists say without their signs
    labels: set[int] = set()
    back: set[int] = set()  # links that lead back from notes
    for number, role, kids, page, rest in reader.elements():
        if role == b"Lbl":
            labels.add(number)
        if kids.isdigit():  # one stretch of text, as most have it
            said[number] = texts[int(page)][int(kids)] if role != b"Figure" else ""
            continue
        signs = role == b"L" and b"/ListNumbering/None" not in rest
        parts: list[str] = []
        for below, there, mark, annotation, here in KID.findall(kids):
            if below:
                part = said.pop(int(below))  # texts are not kept for each of the elements they stand in
                bare = unsigned.pop(int(below), part)
                parts.append(bare if signs else part)
            elif not annotation:
                parts.append(texts[int(there or page)][int(mark or here)])
            elif _contents(reader.objects[int(annotation)]) in ways:
                back.add(number)
        said[number] = "".join(parts)
        if role == b"LI":
            unsigned[number] = "".join(parts[1:] if _below(kids)[0] in labels else parts)
        elif role == b"TOCI":
            said[number] = _PAGE_NUMBER.sub("", said[number])
        elif role == b"Figure" or (role == b"Reference" and not back.isdisjoint(_below(kids))):
            said[number] = ""
    return said[reader.top]


def _contents(annotation: bytes) -> bytes:
    """What a link says of itself, as the file has it."""
    return annotation.partition(b"/Contents ")[2].partition(b"/StructParent ")[0]


def _below(kids: bytes) -> list[int]:
    """The numbers of the elements directly in one."""
    return [int(found[0]) for found in KID.findall(kids) if found[0]]


def _same_words(said: str, document: Document, numbering: Numbering) -> None:
    meant = "".join("".join(words(document, numbering)).split())
    if said != meant:  # cleaning is slow and seldom changes anything
        meant = "".join(clean(meant).split())
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
    for number, body in reader.objects.items():
        destination = _DESTINATION.search(body)
        if destination is not None and int(destination[1]) not in reader.pages:
            message = f"object {number} leads to {destination[1].decode()}, which is no page"
            raise FaultyFileError(message)
