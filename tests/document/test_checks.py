"""What every document has to hold to, each rule broken once."""

from __future__ import annotations

import msgspec
import pytest
from kitchen_sink import kitchen_sink

from briefing.document.build import br, callout, cell, h, link, noteref, p, ref, row, table, wide
from briefing.document.checks import check
from briefing.document.nodes import Block, Cell, Document, Masthead, Note, Notes, PageBreak, Properties, Row, Text


def paper(*blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    return Document(
        properties=Properties(title="T", language="en", created="2025-03-02T00:00:00Z"),
        masthead=Masthead(series="S", issue="1", title="T"),
        blocks=blocks,
        notes=notes,
    )


def grid(*rows: Row, width: str = "ll") -> Document:
    return paper(table("t", width, body=rows))


A = Note(key="a", children=(Text(text="A"),))


def test_the_kitchen_sink_is_sound() -> None:
    assert check(kitchen_sink()) == []


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (paper(h(1, "x", "A"), h(1, "x", "B")), "the id 'x' is given 2 times"),
        (paper(h(1, "", "A")), "a heading, table or figure has no id"),
        (paper(p(ref("x", "there"))), "the reference 'there' leads to 'x', which is not there"),
        (paper(p(link("https://x.org", br()))), "a link to 'https://x.org' has no words"),
        (paper(p(noteref("b")), Notes(), notes=(A,)), "there is no note 'b'"),
        (paper(p("x"), notes=(A, A)), "the note 'a' is given 2 times"),
        (
            paper(p("x"), notes=(msgspec.structs.replace(A, children=(noteref("a"),)),)),
            "the note 'a' refers to a note",
        ),
        (paper(Notes(), p("x")), "the notes are not the last block"),
        (paper(p(noteref("a")), notes=(A,)), "there are note references and no notes"),
        (paper(callout("note", "N", PageBreak())), "a PageBreak stands inside a Callout"),
        (paper(wide(wide(p("x")))), "a Wide stands inside a Wide"),
        (paper(h(1, "a", "A"), h(3, "b", "B")), "the heading 'B' has level 3 after level 1"),
        (paper(h(2, "a", "A")), "the heading 'A' has level 2 after level 0"),
        (paper(h(1, "a", " ")), "the heading 'a' has no words"),
        (grid(), "the table 't' has no columns or no rows"),
        (grid(row("1")), "the table 't', body, row 1: its cells do not fill 2 columns"),
        (grid(row("1", "2", "3")), "the table 't', body, row 1: its cells do not fill 2 columns"),
        (grid(row(Cell(rowspan=2), "2")), "the table 't', body, a span leads out of its rows"),
        (
            grid(row("1", cell("2", rowspan=2)), row(cell("3", colspan=2))),
            "the table 't', body, row 2: its cells do not fill 2 columns",
        ),
        (paper(p(Text(text="a\nb"))), "the text 'a\\nb' has a line end or a tab in it"),
    ],
)
def test_a_breach_is_told(document: Document, fault: str) -> None:
    assert [found.message for found in check(document)] == [fault]
