"""What is ordered, and what comes of it: values that travel between processes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefing.corpus.tlp import Tlp
from briefing.problems import Problem


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An issue of a brief, as `briefing build` is asked for it; `out` is the outbox if not the brief's own."""

    brief: Path
    as_of: datetime.date
    created: str
    formats: tuple[str, ...] = ()
    limit: Tlp | None = None
    as_draft: bool = False
    review: bool = False
    out: Path | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an order: an issue's files and the folder that they belong into, or problems and no files.

    `line` says what the issue contains. `inputs` are the files read for it, with their SHA-256 where that is known, and
    `folders` those in which a file more would have been read, too. `fault` is the traceback of a fault of ours.
    """

    order: Order
    folder: Path = Path()
    files: Mapping[str, bytes] = {}
    line: str = ""
    problems: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = {}
    folders: tuple[str, ...] = ()
    fault: str = ""
