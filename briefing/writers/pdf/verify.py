"""A finished file read back before it is handed over: its words, its fonts, its links.

A fault here is ours, not the user's; it raises, for a paper that says something else than it should must not go out.
"""

from __future__ import annotations

import re

from briefing.document.nodes import Document
from briefing.document.notes import Numbering
from briefing.document.words import words
from briefing.writers.pdf.fontbook import clean
from briefing.writers.pdf.reader import PdfReader, Tagged, UnreadableError

_DESTINATION = re.compile(rb"/Dest\[(\d+) 0 R")
_PAGE_NUMBER = re.compile(r" \d+$")
_BACK = b"/Contents (Back to "
_SHOWN = 60  # characters of either text around the first difference


class FaultyFileError(Exception):
    """The file is not what the document says."""


def verify(data: bytes, document: Document, numbering: Numbering) -> None:
    """Nothing, if the file holds the words of the document in their order, its fonts and whole links."""
    try:
        reader = PdfReader(data)
        _same_words("".join("".join(spoken(reader.structure(), reader)).split()), document, numbering)
        _fonts_are_embedded(reader)
        _links_lead_somewhere(reader)
    except UnreadableError as fault:
        message = f"the PDF just written cannot be read: {fault}"
        raise FaultyFileError(message) from fault


def spoken(element: Tagged, reader: PdfReader) -> list[str]:
    """The words of the document in an element, as `document.words` counts them, with all white space.

    Left out is what the writer adds: signs of list items, page numbers in the contents, letters that lead back.
    """
    role = element.role
    if role == "Figure":
        return []
    if role == "TOCI":
        return [_PAGE_NUMBER.sub("", element.text())]
    signs = role == "L" and b"/ListNumbering/None" not in element.attributes
    found: list[str] = []
    for kid in element.kids:
        if type(kid) is str:
            found.append(kid)
        elif isinstance(kid, Tagged) and not (kid.role == "Reference" and role == "P" and _back(kid, reader)):
            for part in kid.kids if signs else (kid,):
                if isinstance(part, Tagged) and not (signs and part.role == "Lbl"):
                    found += spoken(part, reader)
    return found


def _back(reference: Tagged, reader: PdfReader) -> bool:
    """Whether a reference leads from a note back to its words."""
    annotations = (kid for element in reference.walk() for kid in element.kids if isinstance(kid, int))
    return any(_BACK in reader.objects[number] for number in annotations)


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
