"""Which dates of one event are a line each, and which are one."""

from sections.papers import paper

from briefing.document.nodes import Cell, NoteRef, Table
from briefing.document.walk import text_of, walk


def said(part: Cell) -> str:
    return text_of(part).replace("\u00a0", " ")


def lines(as_of: str) -> list[tuple[str, str, set[str]]]:
    """Date, words and cited claims of each line."""
    (made,) = (node for node in walk(paper(as_of)) if isinstance(node, Table) and node.id == "timeline")
    notes = [{c for n in walk(row) if isinstance(n, NoteRef) for c in n.note.split()} for row in made.body]
    return [(said(r.cells[0]), said(r.cells[1]), cited) for r, cited in zip(made.body, notes, strict=True)]


def test_an_approximate_date_goes_with_an_exact_one_of_the_same_event() -> None:
    meetings = [line for line in lines("2025-03-02") if "Vostochny" in line[1]]
    ((date, words, cited),) = meetings
    assert date == "13 September 2023"
    assert "13 September 2023" in words
    assert {"graceffo-2023/5", "trending-2023/6"} <= cited


def test_amounts_of_one_event_stay_lines_of_their_own() -> None:
    counted = [words for date, words, _ in lines("2025-03-02") if date == "about October 2024"]
    assert sum("3,000" in words or "1,500" in words or "12,000" in words for words in counted) == 3
