"""How much work a Word file is, counted in calls and not in seconds: the same on every machine."""

from __future__ import annotations

import sys
from types import FrameType

from briefing.document.build import cell, columns, h, noteref, p, row, table, text, ul
from briefing.document.nodes import Block, Contents, Document, Masthead, Note, Notes, Origin, Properties
from briefing.settings import Style
from briefing.writers.docx import write

LONGEST = 850  # calls of Python functions for a page like these, of some 40 paragraphs, items and cells


def paper(pages: int) -> Document:
    blocks = [block for number in range(pages) for block in page(number)]
    return Document(
        properties=Properties(title="Long", language="en-GB", created="2025-03-02T00:00:00Z"),
        masthead=Masthead(series="", issue="", title="Long"),
        blocks=(Contents(depth=1), *blocks, Notes()),
        notes=tuple(Note(key=f"n{n}", children=(text("A source."),), claims=(f"a/{n}",)) for n in range(pages)),
    )


def page(number: int) -> list[Block]:
    said = [p(text("Four of these.", Origin(f"claim:a/{number}")), noteref(f"n{number}")) for _ in range(4)]
    rows = [row(cell(f"Row {n}", header=True), "3,000", "delivered") for n in range(8)]
    head = [row("What", "How many", "How sure", header=True)]
    made = table(f"t{number}", columns("lrl"), head=head, body=rows, caption="A table")
    return [h(1, f"s{number}", f"Section {number}"), *said, ul("one", "two", "three"), made]


def calls(document: Document) -> int:
    """The calls of Python functions that writing the paper takes."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        write(document, Style(), {})
    finally:
        sys.setprofile(None)
    return count


def test_twice_the_pages_are_twice_the_work_and_no_page_is_much() -> None:
    write(paper(1), Style(), {})  # what is done once in a process is done
    few, some, many = (calls(paper(pages)) for pages in (20, 40, 80))
    assert many - some <= 2.02 * (some - few)
    assert (many - some) / 40 < LONGEST
