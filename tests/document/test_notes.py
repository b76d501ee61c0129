"""Numbers by first appearance in reading order."""

from __future__ import annotations

from kitchen_sink import kitchen_sink

from briefing.document.build import callout, cell, h, noteref, p, row, table, wide
from briefing.document.nodes import Block, Document, Fact, Figure, LikelihoodBar, Masthead, Note, Notes, Properties
from briefing.document.notes import number


def paper(*blocks: Block, facts: tuple[Fact, ...] = (), notes: tuple[Note, ...] = ()) -> Document:
    return Document(
        properties=Properties(title="T", language="en", created="2025-03-02T00:00:00Z"),
        masthead=Masthead(series="S", issue="1", title="T", facts=facts),
        blocks=blocks,
        notes=notes,
    )


def test_notes_are_numbered_where_a_reader_meets_them_first() -> None:
    grid = table(
        "t",
        "l",
        head=[row(cell("Head", noteref("head")))],
        body=[row(cell("Body", noteref("body")))],
        caption=("Caption", noteref("caption")),
    )
    document = paper(
        p("One", noteref("first")),
        callout("note", ("Title", noteref("title")), p("Two", noteref("first")), grid),
        wide(h(1, "w", "Wide", noteref("wide"))),
        Notes(),
        facts=(Fact(label="Date", children=(noteref("fact"),)),),
    )
    numbering = number(document)
    assert list(numbering.notes.items()) == [
        ("fact", 1),
        ("first", 2),
        ("title", 3),
        ("caption", 4),
        ("head", 5),
        ("body", 6),
        ("wide", 7),
    ]
    assert numbering.references == {"fact": 1, "first": 2, "title": 1, "caption": 1, "head": 1, "body": 1, "wide": 1}


def test_a_note_without_reference_has_no_number_and_references_inside_notes_do_not_count() -> None:
    notes = (Note(key="b", children=(noteref("c"),)), Note(key="c", children=()), Note(key="a", children=()))
    assert number(paper(p(noteref("a"), noteref("b")), notes=notes)).notes == {"a": 1, "b": 2}


def test_only_tables_and_figures_with_a_caption_are_numbered() -> None:
    def figure(anchor: str, caption: str) -> Figure:
        return Figure(id=anchor, picture=LikelihoodBar(low=1, high=2), alt="a", caption=p(caption).children)

    document = paper(
        table("t1", "l", body=[row("no caption")]),
        figure("f1", ""),
        figure("f2", "Figure"),
        table("t2", "l", body=[row(cell(table("t3", "l", body=[row("x")], caption="Inner")))], caption="Outer"),
    )
    numbering = number(document)
    assert numbering.tables == {"t2": 1, "t3": 2}
    assert numbering.figures == {"f2": 1}


def test_the_kitchen_sink_has_three_numbered_notes() -> None:
    numbering = number(kitchen_sink())
    assert numbering.notes == {"a": 1, "b": 2, "c": 3}
    assert numbering.references == {"a": 3, "b": 2, "c": 2}
