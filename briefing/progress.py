"""How far a long work is, in one line of a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, how much there is

_PATIENCE = 1.0  # seconds in which nothing is shown
_PAUSE = 0.1  # seconds between two lines
_WIDTH = 24  # characters


def silent(_what: str, _done: int, _total: int) -> None:
    """No progress shown."""


class Bar:
    """A bar with the time left, drawn over itself; nothing for what takes less than a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream, self.clock = stream, clock
        self.what, self.begun, self.drawn, self.shown = "", 0.0, 0.0, False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say that so much of a work is done."""
        now = self.clock()
        if what != self.what:
            self.what, self.begun, self.drawn = what, now, now
        if now - self.begun < _PATIENCE or now - self.drawn < _PAUSE or not done:
            return
        self.drawn, self.shown = now, True
        left = (now - self.begun) / done * (total - done)
        full = _WIDTH * done // total
        bar = "#" * full + "." * (_WIDTH - full)
        self.stream.write(f"\r{what} {done:,} of {total:,} [{bar}] {_time(left)} left\x1b[K")
        self.stream.flush()

    def end(self) -> None:
        """Take the bar away."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def _time(seconds: float) -> str:
    """`0:07`, `12:30`, `3:05:00`."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
