"""A Word file before a word is written: its package, and where styles, lists and pages stand in it."""

from __future__ import annotations

import msgspec

from briefing.writers.docx.numbering import Numbers
from briefing.writers.docx.package import Part, Relation
from briefing.writers.docx.pages import Geometry, Sections

LISTS = b"<!--lists-->"  # stands in the numbering part where the lists of a paper go


class Shell(msgspec.Struct, frozen=True, kw_only=True):
    """A file without text: its parts, and what the package leads to by id; `main` is the name of the document.

    `styles` has their ids by name, `numbering` is the name of the part with the lists, `pages` are upright and
    landscape. `sections` are those of a user's template, whose headers and footers stand already.
    """

    parts: list[Part]
    relations: dict[str, Relation]
    main: str
    styles: dict[str, str]
    numbering: str
    numbers: Numbers
    pages: tuple[Geometry, Geometry]
    sections: Sections | None = None
