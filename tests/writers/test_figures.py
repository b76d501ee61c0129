"""Hub and spokes, and timelines: what they draw, that no words meet, and that equal data give equal bytes."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kitchen_sink import spokes, timeline
from pytest_regressions.file_regression import FileRegressionFixture

from briefing.document.nodes import (
    Flow,
    FlowStatus,
    HubAndSpokes,
    LikelihoodBar,
    Party,
    Picture,
    Timeline,
    TimelineEntry,
)
from briefing.settings import Style
from briefing.writers.advances import width_of
from briefing.writers.drawing import draw, natural_width, svg
from briefing.writers.shapes import Circle, Curve, Drawing, Polygon, Rect, Words

STYLE = Style()
MEASURE = 470.0
Box = tuple[float, float, float, float]


def drawn(picture: Picture) -> Drawing:
    return draw(picture, STYLE, MEASURE)


def boxes(drawing: Drawing) -> list[Box]:
    """The boxes of all words: left, bottom, right, top."""
    found = []
    for shape in drawing.contents:
        if isinstance(shape, Words) and shape.text:
            width = width_of(shape.text, shape.size, bold=shape.bold)
            left = shape.x - {"start": 0, "middle": width / 2, "end": width}[shape.anchor]
            found.append((left, shape.y - shape.size * 0.2, left + width, shape.y + shape.size * 0.7))
    return found


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def no_words_meet_or_leave(drawing: Drawing) -> None:
    found = boxes(drawing)
    for left, bottom, right, top in found:
        assert left >= -0.01
        assert right <= drawing.width + 0.01
        assert bottom >= -0.01
        assert top <= drawing.height + 0.01
    assert not [(a, b) for a, b in combinations(found, 2) if meet(a, b)]


def of(drawing: Drawing, kind: type) -> list[object]:
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


PICTURES: dict[str, Picture] = {
    "spokes": spokes(),
    "timeline": timeline(),
    "bar": LikelihoodBar(low=80, high=95, label="Very likely, 80–95 %"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_drawing(name: str, file_regression: FileRegressionFixture) -> None:
    picture = PICTURES[name]
    made = svg(draw(picture, STYLE, natural_width(picture, MEASURE))).decode()
    file_regression.check(made.replace("><", ">\n<"), basename=name, extension=".svg")


def test_equal_data_give_equal_bytes_in_any_process() -> None:
    script = (
        "import hashlib, kitchen_sink as k; from briefing.settings import Style;"
        "from briefing.writers.drawing import draw, svg;"
        "print(hashlib.sha256(b''.join(svg(draw(p, Style(), 470.0)) for p in (k.spokes(), k.timeline()))).hexdigest())"
    )
    here = hashlib.sha256(b"".join(svg(drawn(p)) for p in (spokes(), timeline()))).hexdigest()
    path = os.pathsep.join((str(Path(__file__).parents[1]), str(Path(__file__).parents[2])))
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
        )
        assert done.stdout.strip() == here


# -- hub and spokes --------------------------------------------------------------------------------------------

_WORDS = st.lists(st.sampled_from(("arms", "food", "political", "support;", "Kapitulationsverhandlungsgrundlage" * 3)))
_LABEL = st.lists(_WORDS, min_size=1, max_size=3).map(lambda words: " ".join(" ".join(w) for w in words) or "oil")
_STATUS: st.SearchStrategy[FlowStatus] = st.sampled_from(get_args(FlowStatus))


@st.composite
def _hubs(draw_: st.DrawFn) -> HubAndSpokes:
    count = draw_(st.integers(2, 12))
    ids = [f"p{n}" for n in range(count)]
    parties = tuple(Party(id=party, label=draw_(_LABEL)[:60]) for party in ids)
    pairs = draw_(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=24, unique=True))
    flows = tuple(
        Flow(giver=a, receiver=b, lines=draw_(st.integers(0, 40)), status=draw_(_STATUS), label=draw_(_LABEL)[:120])
        for a, b in pairs
        if a != b
    )
    return HubAndSpokes(hub="p0", parties=parties, flows=flows)


@settings(deadline=None)
@given(_hubs())
def test_words_of_spokes_never_meet_and_nothing_leaves_the_frame(picture: HubAndSpokes) -> None:
    drawing = drawn(picture)
    no_words_meet_or_leave(drawing)
    points = [shape.points for shape in (*of(drawing, Polygon), *of(drawing, Curve))]  # type: ignore[attr-defined]
    assert len(of(drawing, Curve)) == len(picture.flows)
    for numbers in points:
        assert all(-0.01 <= x <= drawing.width + 0.01 for x in numbers[::2])
    for curve in of(drawing, Curve):
        numbers = curve.points  # type: ignore[attr-defined]
        ys = [bezier(numbers[1::2], t / 20) for t in range(21)]
        assert min(ys) >= -3
        assert max(ys) <= drawing.height + 3


def bezier(ends: list[float], t: float) -> float:
    a, b, c, d = ends
    return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3


def test_every_word_of_the_flows_is_drawn() -> None:
    words = " ".join(s.text for s in of(drawn(spokes()), Words))  # type: ignore[attr-defined]
    for flow in spokes().flows:
        assert all(word in words for word in flow.label.split())


def test_lines_widen_with_lines_of_reporting_and_status_has_its_dashes() -> None:
    curves = {}
    for lines in (0, 1, 4, 9):
        flows = tuple(Flow(giver="b", receiver="a", lines=n, status="affirmed", label="x") for n in (lines, 9))
        picture = HubAndSpokes(hub="a", parties=(Party(id="a", label="A"), Party(id="b", label="B")), flows=flows)
        curves[lines] = of(drawn(picture), Curve)[0].weight  # type: ignore[attr-defined]
    assert list(curves.values()) == sorted(set(curves.values()))
    assert len({str(curve.dashes) for curve in of(drawn(spokes()), Curve)}) == 4  # type: ignore[attr-defined]


def test_twelve_parties_with_flows_of_every_status_stay_on_a_page() -> None:
    parties = tuple(Party(id=f"p{n}", label=f"Country {n}") for n in range(12))
    label = "not delivered: 11 kinds; 4 lines"
    flows = tuple(
        Flow(giver=giver, receiver=receiver, lines=lines, status=status, label=label)
        for n in range(1, 12)
        for giver, receiver in ((f"p{n}", "p0"), ("p0", f"p{n}"))
        for lines, status in enumerate(get_args(FlowStatus)[:3])
    )
    drawing = drawn(HubAndSpokes(hub="p0", parties=parties, flows=flows))
    no_words_meet_or_leave(drawing)
    assert drawing.height < 640


def test_arrows_lead_to_the_receiver() -> None:
    for giver, receiver in (("a", "b"), ("b", "a")):
        flow = Flow(giver=giver, receiver=receiver, lines=1, status="affirmed", label="x")
        picture = HubAndSpokes(hub="a", parties=(Party(id="a", label="A"), Party(id="b", label="B")), flows=(flow,))
        drawing = drawn(picture)
        middle = of(drawing, Circle)[0].cx  # type: ignore[attr-defined]
        curve, head = of(drawing, Curve)[0], of(drawing, Polygon)[0]
        near_hub = abs(head.points[0] - middle) < abs(curve.points[0] - middle)  # type: ignore[attr-defined]
        assert near_hub == (receiver == "a")


# -- timeline --------------------------------------------------------------------------------------------------


@st.composite
def _timelines(draw_: st.DrawFn) -> Timeline:
    entries = []
    for _ in range(draw_(st.integers(1, 20))):
        first = draw_(st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 12, 31)))
        days = draw_(st.sampled_from((0, 0, 1, 30, 365, 9000)))
        entry = TimelineEntry(
            label=draw_(_LABEL)[:120],
            first=first,
            last=first + datetime.timedelta(days),
            lane=draw_(st.sampled_from(("", "Meetings and events", "Assistance", "Kapitulationsverhandlung" * 2))),
            approximate=draw_(st.booleans()),
            lasting=draw_(st.booleans()),
        )
        entries.append(entry)
    return Timeline(entries=tuple(entries))


@settings(deadline=None)
@given(_timelines())
def test_words_of_a_timeline_never_meet_and_nothing_leaves_the_frame(picture: Timeline) -> None:
    drawing = drawn(picture)
    no_words_meet_or_leave(drawing)
    for rect in of(drawing, Rect):
        assert rect.x >= -0.01  # type: ignore[attr-defined]
        assert rect.x + rect.width <= drawing.width + 0.01  # type: ignore[attr-defined]
    words = boxes(drawing)
    for dot in of(drawing, Circle):
        box = (dot.cx - dot.r, dot.cy - dot.r, dot.cx + dot.r, dot.cy + dot.r)  # type: ignore[attr-defined]
        assert not [word for word in words if meet(word, box)]


def test_earlier_is_left_of_later() -> None:
    entries = tuple(
        TimelineEntry(label=f"{year}", first=datetime.date(year, 5, 1), last=datetime.date(year, 5, 1))
        for year in (2019, 2021, 2022, 2024)
    )
    places = [dot.cx for dot in of(drawn(Timeline(entries=entries)), Circle)]  # type: ignore[attr-defined]
    assert places == sorted(places)
    assert places[1] - places[0] == pytest.approx(2 * (places[2] - places[1]), rel=0.01)


# -- likelihood bar --------------------------------------------------------------------------------------------


def test_a_bar_has_its_words_at_its_right_where_there_is_room() -> None:
    bar = LikelihoodBar(low=80, high=95, label="Very likely, 80–95 %")
    wide = draw(bar, STYLE, natural_width(bar, 470))
    no_words_meet_or_leave(wide)
    assert "Very likely, 80–95 %" in [s.text for s in of(wide, Words)]  # type: ignore[attr-defined]
    assert "Very likely, 80–95 %" not in [s.text for s in of(draw(bar, STYLE, 120), Words)]  # type: ignore[attr-defined]
