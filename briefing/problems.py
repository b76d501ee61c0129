"""Faults in the user's files, as values: where, what, the remedy, and a stable code.

A fault that a user can mend is a `Problem`, never an exception; all are collected and shown at once.
An exception that leaves this package is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Location(msgspec.Struct, frozen=True, order=True, gc=False):
    """A place in a text file: its path as shown to the user, line and column counted from 1."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.file:
            return "(no file)"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = Location()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault, as a user reads it.

    `field` leads from the record at `location` to the faulty value (`("claims", 3, "quantity")`);
    `yamlfile.pinpoint` turns it into the value's own line and column.
    """

    code: str
    message: str
    location: Location = NOWHERE
    field: tuple[str | int, ...] = ()
    other: Location | None = None
    hint: str = ""
    severity: Severity = "error"


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, line and column, each once."""
    unique = {(p.location, p.code, p.message): p for p in problems}
    return [unique[key] for key in sorted(unique)]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a build."""
    return [p for p in problems if p.severity == "error"]


def show(problem: Problem) -> str:
    """One problem as lines of text: `file:line:column: error: message [code]`, then the other place and the hint."""
    lines = [f"{problem.location}: {problem.severity}: {problem.message} [{problem.code}]"]
    if problem.other is not None:
        lines.append(f"  see also: {problem.other}")
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(map(_printable, lines))


_SPACES = "\u00a0\u2009\u200c\u200d\u202f"  # no-break, thin and joining: harmless, though not "printable"


def _printable(line: str) -> str:
    """A line without what could steer a terminal: U+FFFD stands for each character that cannot be printed."""
    return "".join(c if c.isprintable() or c in _SPACES else "\ufffd" for c in line)


def summary(problems: Iterable[Problem]) -> str:
    """How many errors and warnings stand in how many files: `2 errors, 1 warning in 2 files`."""
    found = list(problems)
    files = len({p.location.file for p in found})
    counts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for word in ("error", "warning")
        if (number := sum(p.severity == word for p in found))
    ]
    return f"{', '.join(counts) or 'no problems'} in {files} file{'' if files == 1 else 's'}"
