"""`briefing verify`: whether the archive is as it was published."""

from __future__ import annotations

import re
from pathlib import Path

import click

from briefing.commands import DONE, PROBLEMS, Outcome, Session, options
from briefing.commands.issued import home_of
from briefing.commands.report import counted, told
from briefing.configuration import shown_path
from briefing.delivery import archive
from briefing.problems import Location, Problem

EPILOG = """\b
Examples:
  briefing verify config/weekly.yaml
  briefing verify archive/weekly
  briefing verify config/weekly.yaml --last 9f2c04d1...   the ledger has not lost this entry

Every line of the ledger is bound to the one before, every manifest to its line and every file to its manifest. Lines
cut from its end are found by the folders that they leave. What the ledger cannot tell by itself is whether lines and
folders at its end were taken away together: note the last hash elsewhere and give it with --last.
"""


def _hash(_context: click.Context, _option: click.Parameter, text: str | None) -> str:
    """The hash, or its beginning; empty where it is not asked for, but not where a script's variable is."""
    if text is not None and not re.fullmatch("[0-9a-f]{8,64}", text):
        message = f"{text!r} is no hash: eight of its digits or more are wanted"
        raise click.BadParameter(message)
    return text or ""


@click.command(epilog=EPILOG, short_help="Prove that the archive is as it was published.")
@click.argument(
    "archives", metavar="BRIEF|DIR...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--last", metavar="HASH", callback=_hash, help="A hash that the ledger must hold, as noted before.")
@options.quiet
@click.pass_obj
def command(session: Session, archives: tuple[Path, ...], last: str) -> Outcome:
    """Check the ledger and every file of an archive: that of a brief, or a folder."""
    results: list[str] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(archives):
        home, _, faults = home_of(path)
        if home is None:
            problems += faults
            continue
        entries, faults = archive.verify(home)
        problems += faults
        if last and not any(entry.hash.startswith(last) for entry in entries):
            message = f"the ledger has no entry with the hash {last}"
            problems.append(Problem(code="ledger-lost", message=message, location=Location(shown_path(home))))
        head = f"; last hash {entries[-1].hash}" if entries else ""
        results.append(f"{shown_path(home)}: {counted(len(entries), 'issue')} as published{head}")
    if problems:
        return Outcome(PROBLEMS, messages=told(problems))
    return Outcome(DONE, "" if session.quiet else "\n".join(results))
