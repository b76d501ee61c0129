"""What a PDF of ours says paragraph by paragraph, and the records behind each, read from its structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.document.manifest import Carried, Passage, decoded
from briefing.writers.pdf.metadata import manifest_in
from briefing.writers.pdf.reader import PdfReader, Tagged
from briefing.writers.pdf.streams import UnreadableError
from briefing.writers.pdf.structure import INLINE, RECORD, text_value

_APART = ("Note", "TOC", "Figure", "Lbl")  # the apparatus, which says again what stands elsewhere


def manifest(data: bytes) -> Carried | None:
    """The manifest that a file carries; None if it has none."""
    return decoded(manifest_in(data))


def passages(data: bytes, notes: Mapping[str, tuple[str, ...]]) -> list[Passage]:
    """The paragraphs with records behind them; `notes` has the claims of each note by its number.

    Empty for a file that another program has written anew, whose structure is no longer ours.
    """
    try:
        reader = PdfReader(data)
        root = reader.structure
    except UnreadableError:
        return []
    found = ((block, _records(block, notes)) for block in _blocks(root))
    return [
        Passage(text=" ".join(_words(block).split()), records=records, page=reader.pages.get(_page(block), 0))
        for block, records in found
        if records
    ]


def _blocks(element: Tagged) -> Iterator[Tagged]:
    """The elements that hold text themselves, or in inline elements, in reading order."""
    if element.role in _APART:
        return
    if any(isinstance(kid, str) or (isinstance(kid, Tagged) and kid.role in INLINE) for kid in element.kids):
        yield element
    for kid in element.kids:
        if isinstance(kid, Tagged) and kid.role not in INLINE:
            yield from _blocks(kid)


def _words(element: Tagged) -> str:
    """The text of an element without the numbers of notes."""
    parts = (kid if isinstance(kid, str) else "" if kid.role == "Reference" and _note(kid) else _words(kid)
             for kid in element.kids if not isinstance(kid, int))  # fmt: skip
    return "".join(parts)


def _note(reference: Tagged) -> str:
    """The number of the note that a reference leads to; empty for another reference."""
    text = reference.text()
    return text if text.isdigit() else ""


def _records(block: Tagged, notes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The block's own record, then the claims that its notes name; each once."""
    own = RECORD.search(block.attributes)
    found = [text_value(own[1])] if own else []
    for element in block.walk():
        if element.role == "Reference":
            found += [f"claim:{claim}" for claim in notes.get(_note(element), ())]
    return tuple(dict.fromkeys(found))


def _page(block: Tagged) -> int:
    """The object number of the page that a block begins on."""
    return next((element.page for element in block.walk() if element.page), 0)
