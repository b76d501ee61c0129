"""How the PDF breaks lines, pages and tables: nothing is lost, doubled, or painted outside the text area."""

from __future__ import annotations

import gc
from typing import Any

import msgspec
import page as validation
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kitchen_sink import kitchen_sink
from long_brief import long_brief
from tagged_pdf import lines, open_pdf, read

from briefing.document.build import callout, cell, columns, dl, h, noteref, ol, p, row, table, ul, wide
from briefing.document.nodes import (
    Block,
    Cell,
    CellStyle,
    Document,
    Figure,
    Heading,
    LikelihoodBar,
    Note,
    Notes,
    PageBreak,
    Table,
    Text,
)
from briefing.document.notes import number
from briefing.document.words import words
from briefing.settings import Style
from briefing.writers.pdf import write
from briefing.writers.pdf.canvas import Canvas, Glyphs
from briefing.writers.pdf.fontbook import FontBook
from briefing.writers.pdf.lines import Piece, break_lines
from briefing.writers.pdf.structure import Element
from briefing.writers.pdf.tables import column_widths

STYLES: tuple[CellStyle, ...] = ("plain", "disputed", "tentative", "empty")
LOREM = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen. "


def document(*blocks: Block) -> Document:
    return msgspec.structs.replace(kitchen_sink(), blocks=blocks, notes=(Note(key="n", children=(Text(text="N"),)),))


def baselines(page: Any) -> list[float]:
    """The height of each line of text that is content, from the lower edge."""
    found: list[float] = []
    content, y = False, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC":
            content = "/MCID" in instruction.operands[1]
        elif operator == "Tm":
            y = float(instruction.operands[5])
        elif operator in {"Tj", "TJ"} and content:
            found.append(y)
    return found


def check(made: Document) -> None:
    """All words once and in order, inside the margins, in a valid file."""
    written = write(made, Style(), {})
    assert written.problems == ()
    with open_pdf(written.data) as pdf:
        expected = "".join("".join(line.split()) for line in words(made, number(made)))
        assert "".join(lines(read(pdf))) == expected
        for page in pdf.pages:
            _, _, _, height = (float(edge) for edge in page.MediaBox)
            for y in baselines(page):
                assert 22 * 72 / 25.4 - 1 < y < height - 24 * 72 / 25.4
    result = validation.validate_pdf_bytes(written.data, profile=validation.ValidationProfile.PDF_UA_1)
    assert result.is_compliant, [fault.rule_id for fault in result.failures]


# -- any document ----------------------------------------------------------------------------------------------

lengths = st.sampled_from([0, 1, 1, 2, 5, 40, 90])
texts = lengths.map(lambda count: "Start " + LOREM * count)
paragraphs = st.builds(
    lambda text, role: p(text, noteref("n"), role=role), texts, st.sampled_from(["body", "small", "judgment"])
)
lists = st.lists(texts, min_size=1, max_size=6).flatmap(
    lambda found: st.sampled_from([ul(*found), ol(*found), ul(ul(*found))])
)


contents: st.SearchStrategy[str | Block] = st.one_of(texts, lists, st.just(""))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table whose cells span and hold blocks of any height."""
    wide_, tall = draw(st.integers(1, 4)), draw(st.integers(1, 9))
    covered: set[tuple[int, int]] = set()
    rows: list[list[Cell]] = [[] for _ in range(tall)]
    for line in range(tall):
        for column in range(wide_):
            if (line, column) in covered:
                continue
            across = draw(st.integers(1, 2)) if column + 1 < wide_ and (line, column + 1) not in covered else 1
            down = draw(st.sampled_from([1, 1, 1, 2, 3]))
            down = min(down, tall - line)
            covered |= {(line + r, column + c) for r in range(down) for c in range(across)}
            content = draw(contents)
            style = draw(st.sampled_from(STYLES))
            rows[line].append(cell(content, colspan=across, rowspan=down, style=style))
    head = [row(*(f"Head {column}" for column in range(wide_)), header=True)] if draw(st.booleans()) else []
    caption = draw(st.sampled_from(["", "Caption"]))
    return table(f"t{draw(st.uuids())}", "l" * wide_, head=head, body=[row(*cells) for cells in rows], caption=caption)


simple: st.SearchStrategy[Block] = st.one_of(paragraphs, lists, tables(), texts.map(lambda text: dl(("Term", text))))
blocks: st.SearchStrategy[Block] = st.one_of(
    simple,
    st.lists(simple, max_size=3).map(lambda found: callout("note", "Title", *found)),
    st.lists(simple, max_size=2).map(lambda found: wide(*found)),
    st.just(PageBreak()),
)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, max_size=6))
def test_nothing_is_lost_or_falls_off_the_page(found: list[Block]) -> None:
    headed: list[Block] = []
    for place, block in enumerate(found):
        headed += [Heading(level=1, id=f"h{place}", children=(Text(text=f"Heading {place}"),)), block]
    check(document(*headed, Notes()))


# -- pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("filler", range(36, 60, 2))
def test_a_heading_keeps_two_lines_of_what_follows(filler: int) -> None:
    """Whatever room is left, a page does not end with a heading or one line after it."""
    text = p(*["word " * 40] * 3)
    made = document(*[p("Line") for _ in range(filler // 2)], h(2, "x", "Keeps"), text, p("End"))
    written = write(made, Style(), {})
    with open_pdf(written.data) as pdf:
        home = written.anchors["x"] - 1
        below = sorted(baselines(pdf.pages[home]))
        heading = next(e for e in read(pdf).walk() if e.role == "H1")
        paragraph = next(e for e in read(pdf).walk() if e.role == "P" and e.text().startswith("word"))
        assert heading.pages[0] == paragraph.pages[0] == home
        assert below


@pytest.mark.parametrize("filler", range(24, 36))
def test_a_bar_stays_between_its_judgment_and_what_explains_it(filler: int) -> None:
    bar = Figure(id="bar", picture=LikelihoodBar(low=55, high=80), alt="From 55 to 80 per cent.")
    judgment, reason = p("Judged", role="judgment"), p(*["because " * 40] * 2)
    made = write(document(*[p("Line") for _ in range(filler)], judgment, bar, reason), Style(), {})
    with open_pdf(made.data) as pdf:
        tree = read(pdf)
        ours = [e for e in tree.walk() if e.role == "Figure" or e.text().startswith(("Judged", "because"))]
        assert len({e.pages[0] for e in ours if e.pages}) == 1


def test_a_table_begins_under_its_heading_and_goes_on() -> None:
    """A long table does not move to the next page as a whole."""
    body = [row(f"{n}", LOREM) for n in range(80)]
    made = document(
        *[p("Line") for _ in range(20)],
        h(1, "x", "Table"),
        table("t", "ll", head=[row("A", "B", header=True)], body=body, caption="C"),
    )
    written = write(made, Style(), {})
    assert written.anchors["x"] == 1
    check(made)


def test_a_title_row_stays_with_the_row_below() -> None:
    rows = [row(cell(f"Group {n // 2}", colspan=2)) if n % 2 == 0 else row(f"{n}", "words") for n in range(160)]
    with open_pdf(write(document(table("t", "ll", body=rows)), Style(), {}).data) as pdf:
        homes = [{page for element in line.walk() for page in element.pages} for line in read(pdf).all("TR")]
    assert homes[::2] == homes[1::2]
    assert len(set(map(frozenset, homes))) > 2


def test_a_row_is_cut_only_if_it_is_tall() -> None:
    body = [row(f"row{n}", "\n".join([LOREM] * 3)) for n in range(40)]
    with open_pdf(write(document(table("t", columns("ll", 1, 3), body=body)), Style(), {}).data) as pdf:
        for line in read(pdf).all("TR"):
            assert len({page for element in line.walk() for page in element.pages}) == 1
    tall = [row("first", LOREM * 60), row("second", "short")]
    with open_pdf(write(document(p("Before"), table("t", columns("ll", 1, 3), body=tall)), Style(), {}).data) as pdf:
        first = read(pdf).all("TR")[0]
        assert {page for element in first.walk() for page in element.pages} == {0, 1}


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    with open_pdf(write(document(p(LOREM * 90)), Style(), {}).data) as pdf:
        (paragraph,) = [e for e in read(pdf).all("P") if e.text().startswith("One two")]
        assert sorted(set(paragraph.pages)) == [0, 1]


def test_what_a_page_is_done_with_needs_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    real = Canvas.finish

    def finish(canvas: Canvas) -> None:
        real(canvas)
        held.append(sum(isinstance(thing, Element) for thing in gc.get_objects()))

    monkeypatch.setattr(Canvas, "finish", finish)
    most: dict[int, int] = {}
    for pages in (15, 30):
        gc.collect()
        held.clear()
        assert write(long_brief(pages), Style(), {}).pages > pages * 0.8
        most[pages] = max(held)
    assert most[30] < 1.3 * most[15]


def test_letter_pages() -> None:
    with open_pdf(write(document(p("x"), wide("y"), PageBreak()), Style(page="Letter"), {}).data) as pdf:
        assert [[float(edge) for edge in page.MediaBox][2:] for page in pdf.pages] == [[612, 792], [792, 612]]


# -- lines and columns -----------------------------------------------------------------------------------------


def broken(text: str, width: float) -> list[str]:
    face = FontBook(Style()).face("serif")
    assert face is not None
    made = break_lines([Piece(Glyphs(text, face, 10, "#000000"))], width)
    return ["".join(run.text for run in line.runs) for line in made]


@given(st.text(alphabet="ab -–—/:.中国。 \u00a01", max_size=80), st.floats(8, 200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_lines_hold_all_characters(text: str, width: float) -> None:
    assert "".join(broken(text, width)) == text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("about 12,000 troops went", "about 12,000 "),
        ("a range of 40 km from", "a range of "),
        ("he met J. Smith there", "he met "),
        ("see https://example.org/abcdef", "see https://example.org/"),
        ("North Korean-supplied shells", "North Korean-"),
        ("on 2024-10-23 or later", "on "),
        ("a gap—wide enough to see", "a gap—"),
    ],
)
def test_where_lines_may_end(text: str, first: str) -> None:
    face = FontBook(Style()).face("serif")
    assert face is not None
    # Just too narrow for what must not follow on the first line.
    following = text[len(first) :].split(" ", maxsplit=1)[0] if first.endswith((" ", "-", "—", "/")) else ""
    width = face.width(first + following[:-1], 10)
    assert broken(text, width)[0] == first


def test_han_text_breaks_between_characters_but_not_before_a_full_stop() -> None:
    face = FontBook(Style()).face("serif")
    assert face is not None
    made = break_lines([Piece(Glyphs("中国中国。", face, 10, "#000000"))], face.width("中国中国", 10) + 1)
    assert ["".join(run.text for run in line.runs) for line in made] == ["中国中", "国。"]


@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.floats(0, 120)), min_size=1, max_size=9),
    st.floats(100, 700),
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_columns_fill_the_width_and_hold_their_longest_word(found: list[tuple[float, float]], width: float) -> None:
    shares, least = [share for share, _ in found], [value for _, value in found]
    made = column_widths(shares, least, width)
    assert sum(made) == pytest.approx(width)
    if sum(value + 6 for value in least) < width:
        assert all(value >= need + 6 - 0.02 for value, need in zip(made, least, strict=True))
