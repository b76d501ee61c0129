"""`briefing publish`: an issue numbered, compared with the last, archived and entered into the ledger."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from briefing.commands import DONE, PROBLEMS, Outcome, Session, options
from briefing.commands.issued import days, skip_uncleared
from briefing.commands.mailing import Parcel, sent
from briefing.commands.report import told
from briefing.configuration import shown_path
from briefing.corpus.tlp import Tlp
from briefing.delivery.dispatch import Choice
from briefing.delivery.publication import Order, Published, publish
from briefing.delivery.report import report
from briefing.yamlfile.text import describe, is_odd

EPILOG = """\b
Examples:
  briefing publish config/weekly.yaml
  briefing publish config/weekly.yaml --send --mail-failure config/distribution.yaml
  briefing publish config/weekly.yaml --correction "The figure in judgment 2 was 12,000, not 120,000."
  briefing publish config/weekly.yaml --marking TLP:GREEN

An issue is published once: a further run for the same issue changes nothing, finishes what a stopped run began, and
sends what was not sent. --correction puts out a numbered revision that says what was wrong.
"""


def _sentence(_context: click.Context, _option: click.Parameter, text: str | None) -> str:
    """What was wrong, in words that a paper can hold; empty where it is not asked for."""
    if text is not None and not text.strip():
        message = "say what was wrong"
        raise click.BadParameter(message)
    odd = next(filter(is_odd, text or ""), "")
    if odd:
        message = f"{describe(odd)} cannot stand in a text"
        raise click.BadParameter(message)
    return (text or "").strip()


@click.command(epilog=EPILOG, short_help="Publish an issue: number, archive, and send it.")
@click.argument("brief", type=options.BRIEF)
@options.as_of
@options.marking
@click.option("--correction", metavar="TEXT", callback=_sentence, help="Publish a revision; TEXT says what was wrong.")
@click.option("--send", is_flag=True, help="Mail the issue to its readers.")
@skip_uncleared
@click.option(
    "--mail-failure", type=options.BRIEF, metavar="FILE", help="On failure, tell the editor of this distribution."
)
@options.quiet
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - the options of a command
    session: Session,
    brief: Path,
    as_of: datetime.date | None,
    marking: Tlp | None,
    correction: str,
    send: bool,
    skip_uncleared: bool,
    mail_failure: Path | None,
) -> Outcome:
    """Publish an issue of a brief as of a day: its number and date follow from the brief's cadence."""
    day = as_of or session.today
    created = session.instant or f"{day}T00:00:00Z"
    order = Order(as_of=day, created=created, now=session.now, limit=marking, correction=correction)
    try:
        outcome = _outcome(session, brief, order, Choice(skip_uncleared=skip_uncleared) if send else None)
    except Exception as error:
        if mail_failure:
            _tell(session, brief, mail_failure, f"a fault in Briefing: {error!r}")
        raise
    if outcome.status == DONE or mail_failure is None:
        return outcome
    untold = _tell(session, brief, mail_failure, f"{outcome.messages}\n\n{outcome.results}")
    return outcome._replace(messages="\n".join(part for part in (outcome.messages, untold) if part))


def _outcome(session: Session, path: Path, order: Order, choice: Choice | None) -> Outcome:
    """Publish, and send if there is a choice of readers."""
    published, problems = publish(path, order)
    if published is None:
        return Outcome(PROBLEMS, messages=told(problems, "; nothing was published"))
    results = "" if session.quiet else _told(session, published)
    messages = told(problems) if problems else ""
    if choice is None:
        return Outcome(DONE, results, messages)
    parcel = Parcel(path, published.configuration, published.archive, published.entry)
    mailed = sent(session, parcel, choice)
    return Outcome(
        mailed.status,
        "\n".join(part for part in (results, mailed.results) if part),
        "\n".join(part for part in (messages, mailed.messages) if part),
    )


def _told(session: Session, published: Published) -> str:
    """What was published, what it changes, what did not appear, whether it is late, and when the next one is due."""
    entry = published.entry
    if not published.fresh:
        done = f"{entry.name} was published at {entry.published}; nothing was changed"
        return f"{done}\n  next issue: {published.next}"
    late = (session.today - entry.date).days
    lines = [
        f"published {entry.name} ({entry.week}, {entry.marking}) in {shown_path(published.archive / entry.folder)}"
    ]
    lines += [f"  changed: {entry.changed}"]
    if published.skipped:
        first, last = published.skipped
        lines.append(
            f"  issue {first} did not appear" if first == last else f"  issues {first} to {last} did not appear"
        )
    if late > 0:
        lines.append(f"  late: {days(late)} after its day")
    return "\n".join([*lines, f"  next issue: {published.next}"])


def _tell(session: Session, brief: Path, path: Path, text: str) -> str:
    """Tell the editor; why that could not be done, if it could not."""
    problem = report(path, f"Briefing: {brief.stem} was not published or sent", text, session.now, session.environment)
    return told([problem]) if problem else ""
