"""The commands, one module each, imported when it is used. A command says what came out; `cli` prints it and exits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing.progress import Progress, silent

if TYPE_CHECKING:
    from briefing.keeping import Keep

DONE = 0
PROBLEMS = 1  # in the user's files
USAGE = 2
UNDELIVERED = 3
BUG = 70  # sysexits.h: EX_SOFTWARE
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

FIRST_YEAR, LAST_YEAR = 1900, 2199  # of the days that a paper may be of

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "build": "Build briefs into files for readers.",
        "check": "List every problem in corpus, briefs and wording.",
        "changes": "Show what changed between two days.",
        "review-notes": "List an editor's comments and changes with the records they touch.",
        "publish": "Publish an issue: number, archive, and send it.",
        "send": "Mail a published issue to its readers.",
        "issues": "List the issues that went out.",
        "verify": "Prove that the archive is as it was published.",
        "show": "Show a record, what cites it and what disputes it.",
        "impact": "Show what falls if a source, claim or origin goes.",
        "index": "Index a large corpus, for narrow briefs and search.",
        "search": "Find claims, actors and sources by words.",
        "coverage": "Show what of each source is cited, skipped or open.",
        "trace": "Show what stands behind each paragraph of a file.",
        "schema": "Write JSON Schemas, by which an editor completes and checks.",
    }
)


class Session(NamedTuple):
    """What a command knows of the world: the day it is, the instant files shall carry (if set), how much to say.

    `now` is the instant it is (ISO 8601, UTC); `environment` the variables, of which few commands need any.
    """

    today: datetime.date
    instant: str
    quiet: bool
    now: str = ""
    environment: Mapping[str, str] = MappingProxyType({})
    bar: Progress = silent

    @property
    def progress(self) -> Progress:
        """Who is told how far a long work is."""
        return silent if self.quiet else self.bar

    @property
    def keep(self) -> Keep:
        """What is kept from run to run, in BRIEFING_CACHE or else the user's cache (XDG); nothing if that is "off"."""
        from briefing.keeping import NOTHING, Keep  # noqa: PLC0415 - hashes are not loaded to show a help text (3 ms)

        named = self.environment.get("BRIEFING_CACHE", "")
        if named == "off":
            return NOTHING
        home = Path(self.environment.get("XDG_CACHE_HOME", ""))
        home = home if home.is_absolute() else Path("~/.cache").expanduser()  # as XDG has it
        return Keep(Path(named) if named else home / "briefing")


class Outcome(NamedTuple):
    """An exit code, results for standard output and messages for standard error; both without a last line break."""

    status: int = DONE
    results: str = ""
    messages: str = ""
