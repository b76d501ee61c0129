"""The manifest as the files carry it: one JSON text with fixed bytes, and back; and the passages that go with it.

It says what the paper was made from (`nodes.Manifest`) and, under `notes`, the claims behind each note by the note's
number, so that a reader of the file alone can tell what stands behind a paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from briefing.document.nodes import Document, Manifest
from briefing.document.notes import Numbering


class Carried(Manifest, frozen=True, kw_only=True):
    """A manifest as a file holds it: with the claims of each note, by the note's number."""

    notes: Mapping[str, tuple[str, ...]] = {}


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph as read back from a file, and the records behind it; `page` counts from 1, 0 if unknown."""

    text: str
    records: tuple[str, ...]
    page: int = 0


def encoded(document: Document, numbering: Numbering) -> str:
    """The JSON text of a document's manifest; empty if the document has none."""
    manifest = document.manifest
    if manifest is None:
        return ""
    numbers = numbering.notes
    claims = {numbers[note.key]: note.claims for note in document.notes if note.claims and note.key in numbers}
    carried = Carried(
        **{name: getattr(manifest, name) for name in Manifest.__struct_fields__},
        notes={str(number): claims[number] for number in sorted(claims)},
    )
    return msgspec.json.encode(carried, order="deterministic").decode()


def decoded(text: str | bytes) -> Carried | None:
    """The manifest in a JSON text; None if there is none in it."""
    try:
        return msgspec.json.decode(text, type=Carried)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        return None
