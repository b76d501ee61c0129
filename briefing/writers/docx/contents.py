"""The table of contents: a field that is already filled, with a link and a page number for each heading."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.document.nodes import Heading
from briefing.writers.docx.inlines import Face, Inlines, plain_words
from briefing.writers.docx.markup import FIELD_END, TAB, Look, field, field_start, paragraph


class Outline:
    """The headings of a document in reading order, and the pages they stand on, as far as known.

    `tabs` is a tabs element for entries whose styles have none. The pages are looked at last of all, in `filled`:
    they may still be on their way while the rest is written.
    """

    def __init__(self, headings: list[Heading], pages: Mapping[str, int], tabs: str = "") -> None:
        self._tabs = tabs
        self._headings = headings
        self._pages = pages
        self._wanted: dict[str, tuple[int, Inlines]] = {}

    def contents(self, depth: int, inlines: Inlines) -> str:
        """What stands for the contents down to this level of headings until they are filled in; empty without any."""
        if not any(heading.level <= depth for heading in self._headings):
            return ""
        holder = f"<w:sdt>\0{len(self._wanted)}\0"
        self._wanted[holder] = (depth, inlines)
        return holder

    def filled(self) -> dict[str, str]:
        """The contents by what stands for them."""
        return {holder: self._contents(depth, inlines) for holder, (depth, inlines) in self._wanted.items()}

    def _contents(self, depth: int, inlines: Inlines) -> str:
        """The contents as Word's own building block."""
        headings = [heading for heading in self._headings if heading.level <= depth]
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
