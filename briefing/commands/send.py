"""`briefing send`: a published issue to its readers, to each once."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.commands import PROBLEMS, Outcome, Session, options
from briefing.commands.issued import home_of, published, skip_uncleared
from briefing.commands.mailing import Parcel, sent
from briefing.commands.report import told
from briefing.corpus.tlp import Tlp
from briefing.delivery.dispatch import Choice
from briefing.delivery.journal import State
from briefing.problems import Problem, errors

EPILOG = """\b
Examples:
  briefing send config/weekly.yaml --dry-run          who would get what
  briefing send config/weekly.yaml --review-copy      to the editor alone
  briefing send config/weekly.yaml --list ministries
  briefing send config/weekly.yaml --issue 75 --retry-unknown

A journal in the archive knows what each reader's server has accepted: a further run sends only what it has not. A
message whose fate is unknown (the connection broke after its last byte) is held until --retry-unknown.
The user and password for the server come from the environment: see docs/mail.md.
"""


@click.command(epilog=EPILOG, short_help="Mail a published issue to its readers.")
@click.argument("brief", type=options.BRIEF)
@click.option("--issue", "number", type=click.IntRange(min=1), metavar="N", help="Which issue. [default: the last]")
@options.marking
@click.option("--list", "lists", multiple=True, metavar="NAME", help="Only to this list; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Check all and show who would get what; send nothing.")
@click.option("--review-copy", is_flag=True, help="To the editor alone; may be repeated.")
@click.option("--retry-unknown", is_flag=True, help="Send again what may have been accepted.")
@click.option("--retry-refused", is_flag=True, help="Send again what was refused for good.")
@skip_uncleared
@options.quiet
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - the options of a command
    session: Session,
    brief: Path,
    number: int | None,
    marking: Tlp | None,
    lists: tuple[str, ...],
    dry_run: bool,
    review_copy: bool,
    retry_unknown: bool,
    retry_refused: bool,
    skip_uncleared: bool,
) -> Outcome:
    """Mail a published issue of a brief to the readers that its distribution names."""
    home, settings, problems = home_of(brief)
    if home is None or settings is None or errors(problems):
        return Outcome(PROBLEMS, messages=told(problems, "; nothing was sent"))
    entry = published(home, number, marking)
    if isinstance(entry, Problem):
        return Outcome(PROBLEMS, messages=told([entry], "; nothing was sent"))
    states: list[State] = [*(["unknown"] if retry_unknown else []), *(["refused"] if retry_refused else [])]  # type: ignore[list-item]
    choice = Choice(lists=lists, review=review_copy, skip_uncleared=skip_uncleared)
    return sent(session, Parcel(brief, settings, home, entry), choice, retry=states, dry=dry_run)
