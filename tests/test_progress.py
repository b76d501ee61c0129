"""A bar shows on a terminal what takes more than a second, and goes away."""

import io
import os
import pty
from pathlib import Path

import pytest

from briefing.cli import draws
from briefing.progress import Bar


def test_the_bar_shows_the_time_left_and_goes_away() -> None:
    times = iter([0.0, 0.5, 30.0, 30.05, 60.0, 61.0])
    stream = io.StringIO()
    bar = Bar(stream, lambda: next(times))
    bar("building", 0, 400)
    bar("building", 1, 400)
    assert stream.getvalue() == "", "nothing in the first second"
    bar("building", 100, 400)
    assert stream.getvalue() == "\rbuilding 100 of 400 [######..................] 1:30 left\x1b[K"
    bar("building", 101, 400)
    bar("building", 200, 400)
    assert stream.getvalue().count("\r") == 2, "not more than ten times a second"
    bar("reading", 5, 10)
    assert stream.getvalue().count("\r") == 2, "another work has a second of its own"
    bar.end()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_is_taken_away_where_nothing_was_shown() -> None:
    stream = io.StringIO()
    bar = Bar(stream, lambda: 0.0)
    bar("reading", 1, 2)
    bar.end()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("term", "drawn"), [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({}, False)])
def test_a_bar_is_drawn_where_a_terminal_can(term: dict[str, str], drawn: bool) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, Path(os.devnull).open("w") as file:
        assert draws(terminal, term) is drawn
        assert draws(file, term) is False
        assert draws(None, term) is False
    os.close(ours)
