"""The table of contents: a field that is already filled, with a link and a page number for each heading."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.document.nodes import Document, Heading
from briefing.document.walk import walk
from briefing.writers.docx.inlines import Face, Inlines, plain_words
from briefing.writers.docx.markup import FIELD_END, TAB, Look, field, field_start, paragraph


class Outline:
    """The headings of a document in reading order, and the pages they stand on, as far as known.

    `tabs` is a tabs element for entries whose styles have none.
    """

    def __init__(self, document: Document, pages: Mapping[str, int], tabs: str = "") -> None:
        self._tabs = tabs
        self._headings = [node for top in document.blocks for node in walk(top) if isinstance(node, Heading)]
        self._pages = pages

    def contents(self, depth: int, inlines: Inlines) -> str:
        """The contents down to this level of headings, as Word's own building block; empty without headings."""
        headings = [heading for heading in self._headings if heading.level <= depth]
        if not headings:
            return ""
        start = field_start(f'TOC \\o "1-{depth}" \\h \\z \\u')
        last = len(headings) - 1
        entries = "".join(
            paragraph(
                Look(style=inlines.styles[f"toc {min(heading.level, 3)}"], box=self._tabs),
                (start if place == 0 else "") + self._entry(heading, inlines) + (FIELD_END if place == last else ""),
            )
            for place, heading in enumerate(headings)
        )
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{entries}</w:sdtContent></w:sdt>"
        )

    def _entry(self, heading: Heading, inlines: Inlines) -> str:
        target = inlines.bookmarks.name(heading.id)
        words = inlines.render(plain_words(heading.children), Face(ground=heading.level == 1))
        page = self._pages.get(heading.id)
        number = TAB + field(f"PAGEREF {target} \\h", str(page)) if page else ""
        return f'<w:hyperlink w:anchor="{target}" w:history="1">{words}{number}</w:hyperlink>'
