"""Arguments and options that commands share."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from briefing.commands import FIRST_YEAR, LAST_YEAR, Session
from briefing.corpus.tlp import LEVELS
from briefing.nearest import did_you_mean

BRIEF = click.Path(exists=True, dir_okay=False, path_type=Path)


class File(click.Path):
    """A file that is read as a whole, so no device or pipe, which may have no end."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:  # noqa: ANN401
        """The path, or wrong usage."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.is_file():
            self.fail(f"{value!r} is no file but a device or a pipe.", param, ctx)
        return path


class Day(click.ParamType[datetime.date]):
    """A day as ISO 8601 has it: 2025-03-02."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:  # noqa: ANN401 - click's signature
        """The day, or wrong usage."""
        try:
            day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2025-03-02", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value!r} is not a day from {FIRST_YEAR} to {LAST_YEAR}", param, ctx)
        return day


class Names(click.ParamType[tuple[str, ...]]):
    """Names from a table, separated by commas."""

    name = "list"

    def __init__(self, table: Collection[str]) -> None:
        self.table = table

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:  # noqa: ANN401
        """Each name once, in the order given; or wrong usage."""
        names = tuple(dict.fromkeys(part.strip() for part in value.split(","))) if isinstance(value, str) else value
        for name in names:
            if name not in self.table:
                known = f"there are {', '.join(sorted(self.table))}"
                self.fail(f"there is no {name!r}; {did_you_mean(name, self.table) or known}", param, ctx)
        return tuple(names)


def _be_quiet(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    session: Session = ctx.obj
    ctx.obj = session._replace(quiet=session.quiet or value)


quiet = click.option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=_be_quiet, help="Say nothing but problems."
)
as_of = click.option(
    "--as-of", type=Day(), metavar="DATE", help="Build from what was known at the end of this day. [default: today]"
)
marking = click.option(
    "--marking",
    type=click.Choice(LEVELS),
    metavar="TLP",
    help="Leave out what is marked above this, such as TLP:GREEN, and say so.",
)
