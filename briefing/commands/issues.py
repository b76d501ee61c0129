"""`briefing issues`: what went out, when, to whom, with what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from briefing.commands import DONE, PROBLEMS, Outcome, Session, options
from briefing.commands.issued import home_of
from briefing.commands.report import told
from briefing.delivery import journal, ledger
from briefing.delivery.journal import Row
from briefing.delivery.ledger import Entry
from briefing.problems import Problem

EPILOG = """\b
Examples:
  briefing issues config/weekly.yaml
  briefing issues config/weekly.yaml --readers
  briefing issues config/weekly.yaml --json
"""


@click.command(epilog=EPILOG, short_help="List the issues that went out.")
@click.argument("brief", metavar="BRIEF|DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--readers", is_flag=True, help="Name each reader and what became of the message.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@options.quiet
@click.pass_obj
def command(session: Session, brief: Path, readers: bool, as_json: bool) -> Outcome:
    """List the published issues of a brief: when, up to which marking, to whom, and what changed."""
    home, _, problems = home_of(brief)
    if home is None:
        return Outcome(PROBLEMS, messages=told(problems))
    entries, problems = ledger.read(home)
    rows = journal.recorded(home)
    if isinstance(rows, Problem):
        problems, rows = [*problems, rows], []
    if problems:
        return Outcome(PROBLEMS, messages=told(problems))
    by_issue: dict[str, list[Row]] = {entry.folder: [] for entry in entries}
    for row in rows:
        by_issue.setdefault(row.issue, []).append(row)
    if as_json:
        listed = [
            {**msgspec.to_builtins(entry), "messages": [row._asdict() for row in by_issue[entry.folder]]}
            for entry in entries
        ]
        return Outcome(DONE, msgspec.json.format(msgspec.json.encode(listed), indent=2).decode())
    lines = [line for entry in entries for line in _lines(entry, by_issue[entry.folder], readers=readers)]
    return Outcome(DONE, "\n".join(lines) or ("" if session.quiet else "no issue was published yet"))


def _lines(entry: Entry, rows: Sequence[Row], *, readers: bool) -> Iterator[str]:
    """An issue: a line for what it is, then what changed, what it corrects, and who got it."""
    yield f"{entry.name}  {entry.week}  {entry.marking}  published {entry.published}, as of {entry.as_of}"
    yield f"  changed: {entry.changed}"
    if entry.correction:
        yield f"  correction: {entry.correction}"
    lists = Counter((row.list, row.state) for row in rows)
    for (name, state), number in sorted(lists.items()):
        yield f"  {name}: {number} {state}"
    if not rows:
        yield "  sent to nobody"
    if readers:
        yield from (f"    {row.reader}  {row.state}  {row.changed}  {row.detail}".rstrip() for row in rows)
