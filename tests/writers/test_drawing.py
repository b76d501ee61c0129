"""Drawings: what stands where, that nothing collides, and that it reads without colour."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from briefing.document.nodes import IntervalRow, Intervals, LikelihoodBar, MarkKind
from briefing.settings import Style
from briefing.writers.advances import lines_of, width_of
from briefing.writers.drawing import draw, mark, natural_width, png, svg
from briefing.writers.intervals import figure
from briefing.writers.shapes import Circle, Drawing, Polygon, Rect, Words

STYLE = Style()
SVG = "{http://www.w3.org/2000/svg}"


def shapes(drawing: Drawing, kind: type) -> list[object]:
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


def intervals(*rows: IntervalRow, unit: str = "troops") -> Drawing:
    return draw(Intervals(rows=rows, unit=unit), STYLE, 460)


@pytest.mark.parametrize(("low", "high"), [(0, 5), (45, 55), (80, 95), (95, 100), (100, 100), (0, 0)])
def test_the_band_stands_on_the_scale(low: int, high: int) -> None:
    track, band = shapes(draw(LikelihoodBar(low=low, high=high), STYLE, 200), Rect)
    per_cent = track.width / 100  # type: ignore[attr-defined]
    assert band.x >= track.x - 0.01  # type: ignore[attr-defined]
    assert band.x + band.width <= track.x + track.width + 0.01  # type: ignore[attr-defined]
    assert band.width == pytest.approx(max((high - low) * per_cent, 2.5))  # type: ignore[attr-defined]


def test_a_bar_is_small_and_intervals_fill_the_measure() -> None:
    assert natural_width(LikelihoodBar(low=1, high=5), 470) == 200
    assert natural_width(LikelihoodBar(low=1, high=5), 90) == 90
    assert natural_width(Intervals(rows=()), 470) == 470


def test_open_ends_are_arrows() -> None:
    known = IntervalRow(label="a", low=1, high=2)
    assert len(shapes(intervals(known), Polygon)) == 0
    assert len(shapes(intervals(known, IntervalRow(label="b", low=2, high=None)), Polygon)) == 1
    assert len(shapes(intervals(known, IntervalRow(label="b", low=None, high=None)), Polygon)) == 2


def test_one_value_is_a_disc_and_approximate_ends_run_out_lighter() -> None:
    exact = intervals(IntervalRow(label="a", low=12000, high=12000))
    about = intervals(IntervalRow(label="a", low=12000, high=12000, approximate=True))
    assert (len(shapes(exact, Circle)), len(shapes(exact, Rect))) == (1, 0)
    assert (len(shapes(about, Circle)), len(shapes(about, Rect))) == (1, 2)


_END = st.one_of(st.none(), st.floats(-1e9, 1e9).map(lambda end: round(end, 3)), st.integers(0, 10**7).map(float))


@st.composite
def _rows(draw_: st.DrawFn) -> IntervalRow:
    low, high = draw_(_END), draw_(_END)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return IntervalRow(label=draw_(st.sampled_from(("A", "A rather long name of a source, 2024"))), low=low, high=high)


@given(st.lists(_rows(), max_size=6))
def test_nothing_leaves_the_drawing_and_axis_figures_do_not_touch(rows: list[IntervalRow]) -> None:
    drawing = intervals(*rows)
    for circle in shapes(drawing, Circle):
        assert 0 <= circle.cx <= drawing.width  # type: ignore[attr-defined]
    axis = [s for s in shapes(drawing, Words) if s.anchor == "middle"]  # type: ignore[attr-defined]
    assert len(axis) >= 2
    spans = [(s.x, width_of(s.text, s.size) / 2) for s in axis]  # type: ignore[attr-defined]
    assert all(x + half < other - other_half for (x, half), (other, other_half) in pairwise(spans))


def test_words_break_between_words() -> None:
    assert lines_of("Office of the Director, in a statement", 60, 8) == ["Office of the", "Director, in a", "statement"]
    assert lines_of("", 60, 8) == []


@pytest.mark.parametrize("size", [7.0, 9.0])
def test_marks_differ_without_colour(size: float) -> None:
    seen: dict[bytes, str] = {}
    for kind in get_args(MarkKind):
        image = Image.open(BytesIO(png(svg(mark(kind, size, STYLE)), 2))).convert("RGBA")
        grey = image.getchannel("A").point(lambda a: 255 * (a > 127)).tobytes()
        white = image.convert("L").point(lambda v: 255 * (v > 127)).tobytes()
        assert seen.setdefault(grey + white, kind) == kind
    assert len(seen) == 9


def test_svg_is_text_with_escaped_words_and_equal_for_equal_drawings() -> None:
    row = IntervalRow(label="<para> & ]]>", low=1, high=2, value='"1–2"')
    first, second = svg(intervals(row)), svg(intervals(row))
    tree = etree.fromstring(first)
    assert first == second
    assert [each.text for each in tree.iter(f"{SVG}text")][-2:] == ["<para> & ]]>", '"1–2"']
    assert tree.get("width") == "460pt"


def test_png_has_the_scale_asked_for() -> None:
    image = Image.open(BytesIO(png(svg(draw(LikelihoodBar(low=20, high=45), STYLE, 200)), 3)))
    assert image.size == pytest.approx((600, 51), abs=1)


def test_axis_figures_are_plain() -> None:
    assert [figure(value) for value in (0, 0.3, 12000, 1_000_000.5, -2.25)] == [
        *("0", "0.3", "12,000", "1,000,000.5", "-2.25")
    ]


def test_what_xml_cannot_carry_does_not_break_a_picture() -> None:
    picture = svg(intervals(IntervalRow(label="a\x00b\ud800", low=1, high=2)))
    assert "a\ufffdb\ufffd" in picture.decode()
    assert png(picture, 1).startswith(b"\x89PNG")
