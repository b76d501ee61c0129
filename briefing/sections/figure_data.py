"""The data behind the figures as small tables, made from what each figure draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from briefing.document.build import Words, cell, columns, p, ref, row, table
from briefing.document.nodes import (
    Figure,
    HubAndSpokes,
    Inline,
    IntervalRow,
    Intervals,
    LikelihoodBar,
    Row,
    Table,
    Timeline,
)
from briefing.sections.paper import Paper

WIDE = ("what", "happened", "stated")  # columns that hold more words than the rest


class _Data(NamedTuple):
    """What a table shows: the keys of its heads, the alignment of its columns, its rows."""

    heads: Sequence[str]
    aligns: str
    rows: Sequence[Sequence[str]]


def tables(paper: Paper, figures: Sequence[Figure]) -> list[Table]:
    """One table for each figure with a caption, and one for all bars that stand in the run of text."""
    numbered = [figure for figure in figures if figure.caption]
    made = [
        _table(
            paper,
            f"data-{figure.id}",
            _caption(paper, ref(figure.id, paper.say("a_figure", number=n))),
            _data(paper, figure),
        )
        for n, figure in enumerate(numbered, start=1)
    ]
    bars = [figure.picture for figure in figures if not figure.caption]
    data = _bars([bar for bar in bars if isinstance(bar, LikelihoodBar)])
    return [*made, _table(paper, "data-bars", paper.say("data_bars"), data)] if data.rows else made


def _data(paper: Paper, figure: Figure) -> _Data:
    picture = figure.picture
    match picture:
        case LikelihoodBar():
            return _bars([picture])
        case Intervals():
            rows = [_interval(paper, drawn, picture.unit) for drawn in picture.rows]
            return _Data(("who", "lowest", "highest", "stated"), "lrrl", rows)
        case HubAndSpokes():
            return _Data(("from", "to", "status", "lines", "what"), "lllrl", _flows(paper, picture))
        case Timeline():
            entries = [(entry.label, entry.value, entry.lane) for entry in picture.entries]
            return _Data(("happened", "date", "lane"), "lll", entries)
        case _:
            assert_never(picture)


def _table(paper: Paper, anchor: str, caption: Words, data: _Data) -> Table:
    shares = [3.0 if head in WIDE else 1.0 for head in data.heads]
    return table(
        anchor,
        columns(data.aligns, *shares),
        head=[row(*(p(paper.word("head", head), role="small") for head in data.heads), header=True)],
        body=[_row(cells) for cells in data.rows],
        caption=caption,
        summary=paper.say("data_summary"),
    )


def _caption(paper: Paper, link: Inline) -> Words:
    """`Data behind figure 1`, the figure's words a link to it."""
    before, _, after = paper.word("phrase", "data").partition("{figure}")
    return (before, link, after)


def _row(words: Sequence[str]) -> Row:
    first, *rest = (p(word, role="small") for word in words)
    return row(cell(first, header=True), *rest)


def _bars(bars: Sequence[LikelihoodBar]) -> _Data:
    rows = [(f"{n}", bar.label, f"{bar.low} %", f"{bar.high} %") for n, bar in enumerate(bars, start=1)]
    return _Data(("judgment", "stated", "lowest", "highest"), "llrr", rows)


def _interval(paper: Paper, drawn: IntervalRow, unit: str) -> tuple[str, ...]:
    low, high = (paper.say("open_end") if end is None else paper.number(end) for end in (drawn.low, drawn.high))
    return drawn.label, low, high, f"{drawn.value} {unit}".strip()


def _flows(paper: Paper, picture: HubAndSpokes) -> list[tuple[str, ...]]:
    names = {party.id: party.label for party in picture.parties}
    return [
        (names[f.giver], names[f.receiver], paper.word("flow", f.status), str(f.lines), f.label) for f in picture.flows
    ]
