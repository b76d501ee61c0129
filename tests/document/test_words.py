"""The words of a paper, line by line."""

from __future__ import annotations

from kitchen_sink import MARKUP, kitchen_sink

from briefing.document.build import br, cell, dl, em, mark, noteref, p, row, strong, table, ul
from briefing.document.nodes import NoteRef
from briefing.document.notes import number
from briefing.document.walk import children, text_of, walk
from briefing.document.words import words


def test_words_of_inlines() -> None:
    paragraph = p("One ", strong("two", em(" three")), br(), mark("up"), "four", noteref("a"), ".")
    assert text_of(paragraph) == "One two three four."
    assert text_of(paragraph, {"a": 7}) == "One two three four7."
    assert text_of(paragraph.children) == "One two three four."


def test_words_of_blocks_are_set_apart_by_one_space() -> None:
    grid = table("t", "ll", head=[row("A", "B")], body=[row(cell(ul("c", "d")), cell())], caption="Title")
    assert text_of(grid) == "Title A B c d"
    assert text_of(dl(("term", ("meaning", ul("x"))), ("other", "y"))) == "term meaning x other y"


def test_the_words_of_the_kitchen_sink() -> None:
    document = kitchen_sink()
    lines = words(document, number(document))
    assert lines[:7] == [
        "Weekly brief",
        "Issue 7 · 2025-W09",
        "Kitchen sink & <more>",
        "Date 2 March 2025",
        "Contact desk@example.org",
        "Bottom line",
        "What a minister can repeat.1",
    ]
    assert "Plain, bold, both, italic, a link & more, the small table, noted21. A second line." in lines
    assert lines.count("Inlines & emphasis") == 2, "in the contents and as a heading"
    assert lines[lines.index("Table 1. A small table, cited3") + 1] == "Category"
    assert "Table 2. A table longer than a page" in lines
    assert "Figure 1. A scale with a caption" in lines
    assert "Figure 2. What the sources say1" in lines
    assert MARKUP in lines
    assert lines[-3:] == ["1 First source, ¶1, online.", "2 Second source, ¶4; D3.", f"3 Third: {MARKUP}"]


def test_a_walk_meets_parents_before_children_in_reading_order() -> None:
    grid = table("t", "l", head=[row(noteref("2"))], body=[row(noteref("3"))], caption=(noteref("1"),))
    assert [node.note for node in walk(grid) if isinstance(node, NoteRef)] == ["1", "2", "3"]
    assert walk(grid)[0] is grid
    assert children(grid)[0] == noteref("1")
