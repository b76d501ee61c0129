"""The command line. It alone reads the clock and the environment, prints, and sets the exit code."""

from __future__ import annotations

import datetime
import gc
import io
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TextIO

import click

from briefing import __version__
from briefing.commands import BUG, COMMANDS, DONE, FIRST_YEAR, INTERRUPTED, LAST_YEAR, UNDELIVERED, Outcome, Session
from briefing.nearest import did_you_mean
from briefing.progress import Bar, Progress, silent

EPILOG = """\b
Examples:
  briefing check                              every problem in config/*.yaml and their corpus
  briefing build config/weekly.yaml           this week's issue, into out/<week>/
  briefing build config/weekly.yaml --as-of 2024-11-30
                                              the brief as it would have stood then
  briefing changes config/weekly.yaml --since 2024-11-30

\b
Exit codes:
  0  done
  1  problems in your files: each is shown with file, line and column; nothing was written of what has them
  2  wrong usage of a command
  3  the files could not be delivered
130  stopped by Ctrl-C
"""


class Commands(click.Group):
    """The group of `COMMANDS`; a command's module is imported when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The `command` of the module with this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"briefing.commands.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with the nearest name for a mistyped one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]!r}. {did_you_mean(args[0], COMMANDS)}".strip())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table as it stands: no command is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.version_option(__version__, message="briefing %(version)s")
@click.pass_context
def group(ctx: click.Context, *, quiet: bool) -> None:
    """Turn a curated corpus of sourced claims into briefing papers: DOCX and PDF, every figure traceable.

    A brief is a YAML file (config/weekly.yaml) that names a corpus, a scope and the sections wanted.
    `briefing COMMAND --help` explains a command.
    """
    _here()
    instant = _instant(os.environ.get("SOURCE_DATE_EPOCH", ""))
    now = instant or datetime.datetime.now(datetime.UTC)
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    bar: Progress = silent
    if draws(sys.stderr, os.environ):
        bar = Bar(sys.stderr, time.monotonic)
        ctx.call_on_close(bar.end)
    ctx.obj = Session(now.date(), stamp if instant else "", quiet, stamp, os.environ, bar)


def draws(stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal on which a line can be drawn anew."""
    return stream is not None and stream.isatty() and environment.get("TERM", "") not in {"", "dumb"}


def _here() -> None:
    """Wrong usage where the working folder is gone or closed to us: all paths that are read and shown begin there."""
    try:
        Path.cwd()
    except OSError as error:
        message = f"the folder that you are in cannot be used ({error.strerror}); change into another"
        raise click.UsageError(message) from None


def _instant(seconds: str) -> datetime.datetime | None:
    """The instant that SOURCE_DATE_EPOCH sets (reproducible-builds.org), or None where it is not set."""
    if not seconds:
        return None
    try:
        instant = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {seconds!r}, which is no number of seconds since 1970."
        raise click.UsageError(message) from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        message = f"SOURCE_DATE_EPOCH is {seconds}, which is not from {FIRST_YEAR} to {LAST_YEAR}."
        raise click.UsageError(message)
    return instant


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and print what it says; the exit code comes back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(100_000)  # a command makes many values and few cycles, and is soon over: 6 % of a build's time
    outcome = _run(arguments)
    unsaid = [_say(outcome.messages, sys.stderr), _say(outcome.results, sys.stdout)]
    if unsaid[1]:
        _say("the results could not be written to standard output", sys.stderr)
    return outcome.status or max(unsaid)


def _run(arguments: Sequence[str] | None) -> Outcome:
    """What the command came to. A traceback is shown only for a fault of ours, with the request to report it."""
    printed = io.StringIO()  # help and version, which click prints
    try:
        _check(sys.argv[1:] if arguments is None else arguments)
        with redirect_stdout(printed):
            result = group.main(arguments, prog_name="briefing", standalone_mode=False)
    except click.Abort:  # click's name for Ctrl-C
        return Outcome(INTERRUPTED, messages="interrupted")
    except click.ClickException as error:
        error.show(printed)
        return Outcome(error.exit_code, messages=printed.getvalue().rstrip("\n"))
    except Exception:  # noqa: BLE001 - the last resort; the cause is shown
        request = (
            f"This is a fault in Briefing {__version__}, not in your files. Please report it with the lines above."
        )
        import traceback  # noqa: PLC0415 - 10 ms that only a bug needs

        return Outcome(BUG, messages=f"{traceback.format_exc()}\n{request}")
    return result if isinstance(result, Outcome) else Outcome(int(result or DONE), printed.getvalue().rstrip("\n"))


def _check(arguments: Sequence[str]) -> None:
    """Wrong usage where an argument holds bytes that are no text: what we write could not name such a file."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            shown = os.fsencode(argument).decode("utf-8", "backslashreplace")
            message = f"{shown} holds bytes that are no text; rename the file, or set a UTF-8 locale."
            raise click.UsageError(message) from None


def _say(text: str, stream: TextIO | None) -> int:
    """Print a text if there is one; a reader who has gone (`| head`) is no fault."""
    if not text or stream is None:
        return DONE
    try:
        print(text, file=stream, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # so that the last flush at exit keeps silent
        return DONE if isinstance(error, BrokenPipeError) else UNDELIVERED
    return DONE
