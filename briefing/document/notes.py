"""Numbers for notes, tables and figures: one pure step that all writers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from briefing.document.nodes import Document, Figure, NoteRef, Table
from briefing.document.walk import by_kind


class Numbering(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers, each counted from 1 in reading order (see `walk`).

    `notes` has the number of each note by its key, at its first reference; a note that nothing refers to has
    none, so `document.notes` may be in any order and hold more. `references` counts the references to each
    note that has a number. `tables` and `figures` hold the captioned ones by id.
    """

    notes: Mapping[str, int]
    tables: Mapping[str, int]
    figures: Mapping[str, int]
    references: Mapping[str, int]


def number(document: Document) -> Numbering:
    """The numbering of a document. References inside the notes themselves do not count (see `checks`)."""
    kinds = by_kind(document.masthead, *document.blocks)
    references = Counter(node.note for node in kinds.get(NoteRef, ()))
    tables = [node.id for node in kinds.get(Table, ()) if node.caption]
    figures = [node.id for node in kinds.get(Figure, ()) if node.caption]
    return Numbering(
        notes=_counted(references), tables=_counted(tables), figures=_counted(figures), references=dict(references)
    )


def _counted(keys: Mapping[str, int] | list[str]) -> dict[str, int]:
    """Each key with its place, from 1."""
    return {key: place for place, key in enumerate(dict.fromkeys(keys), 1)}
