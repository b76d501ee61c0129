"""`briefing changes`: what two days of one corpus differ in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from briefing import issue
from briefing.analysis.findings import Amount, Analysis, CellChange, Judged, RangeChange, Regraded, StageFinding
from briefing.commands import PROBLEMS, Outcome, Session, options
from briefing.commands.report import told
from briefing.problems import errors

EPILOG = """\b
Examples:
  briefing changes config/weekly.yaml --since 2024-11-30
  briefing changes config/weekly.yaml --since 2024-11-30 --as-of 2025-03-02 --json
"""


@click.command(epilog=EPILOG, short_help="Show what changed between two days.")
@click.argument("brief", type=options.BRIEF)
@click.option(
    "--since",
    type=options.Day(),
    metavar="DATE",
    required=True,
    help="Compare with what was known at the end of this day.",
)
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@options.quiet
@click.pass_obj
def command(session: Session, brief: Path, since: datetime.date, as_of: datetime.date | None, as_json: bool) -> Outcome:
    """Show what a brief's corpus says on one day and did not say on another: sources, claims, judgments, flows."""
    day = as_of or session.today
    if since >= day:
        message = f"--since {since} must be before {day}, the day to compare with it"
        raise click.UsageError(message)
    loaded, problems = issue.read(brief)
    findings, more = issue.find(loaded, as_of=day, since=since) if loaded and not errors(problems) else (None, [])
    problems += more
    messages = told(problems) if problems else ""
    if findings is None:
        return Outcome(PROBLEMS, messages=messages)
    analysis = findings.analysis
    if as_json:
        found = {"as_of": day, **msgspec.to_builtins(analysis.changes)}
        return Outcome(results=msgspec.json.format(msgspec.json.encode(found), indent=2).decode(), messages=messages)
    lines = list(_lines(analysis))
    if not lines:
        lines = [] if session.quiet else [f"nothing changed from {since} to {day}"]
    return Outcome(results="\n".join(lines), messages=messages)


def _lines(analysis: Analysis) -> Iterator[str]:
    """One line a change: `+` what came, `-` what went, `~` what reads otherwise now."""
    changes, corpus = analysis.changes, analysis.selection.corpus
    yield from (f"+ source {key}: {corpus.sources[key].title}" for key in changes.new_sources)
    yield from (f"- source {key}: {corpus.sources[key].title}" for key in changes.lost_sources)
    yield from map(_regraded, changes.regraded)
    yield from (_judged(judged) for judged in changes.judgments if judged.moved)
    yield from map(_cell, changes.cells)
    yield from map(_range, changes.ranges)
    found = {c.id: c for c in analysis.conflicts}
    yield from (f"+ conflict {key}: {', '.join(found[key].sides)}" for key in changes.opened)
    yield from (f"~ conflict {key}: settled: {found[key].note}" for key in changes.settled)
    yield from (f"- conflict {key}" for key in changes.gone)
    yield from (f"+ claim {key}: {corpus.claims[key].text}" for key in changes.new_claims)
    yield from (f"~ claim {c.id}: {', '.join(c.fields)}: {corpus.claims[c.id].text}" for c in changes.revised)
    yield from (_lost(analysis, key) for key in changes.lost_claims)


def _judged(judged: Judged) -> str:
    """`~ judgment troops: raised, was likely; confidence was low: a second source counts them`."""
    change = "unchanged in likelihood" if judged.change == "unchanged" else judged.change
    before = f", was {judged.before}" if judged.before else ""
    confidence = f"; confidence was {judged.confidence_before}" if judged.confidence_before else ""
    why = f": {judged.why}" if judged.why else ""
    return f"{'+' if judged.change == 'new' else '~'} judgment {judged.id}: {change}{before}{confidence}{why}"


def _lost(analysis: Analysis, key: str) -> str:
    """`- claim a/1 (retracted: the author withdrew it): ...`; an archived corpus may have had claims of its own."""
    record = analysis.selection.corpus.claims.get(key)
    withdrawn = key in analysis.changes.retracted
    why = f": {record.retraction_reason}" if record and record.retraction_reason else ""
    return f"- claim {key}{f' (retracted{why})' if withdrawn else ''}{f': {record.text}' if record else ''}"


def _regraded(change: Regraded) -> str:
    """`~ source a: downgraded from C to E: the paper has no editor`."""
    word = "downgraded" if change.after > change.before else "upgraded"
    return f"~ source {change.id}: {word} from {change.before} to {change.after}: {change.why}"


def _range(change: RangeChange) -> str:
    """`~ range north > east, troops, delivered: widened from 3000..3000 to 1500..3000 troops`."""

    def span(found: Amount) -> str:
        low, high = ("" if end is None else f"{end:f}" for end in (found.low, found.high))
        return f"{low}..{high}"

    provider, recipient, category = change.key
    spans = f"{span(change.before)} to {span(change.after)} {change.after.unit}"
    return f"~ range {provider} > {recipient}, {category}, {change.stage}: {change.change} from {spans}"


def _cell(change: CellChange) -> str:
    """`~ flow dprk > russia, troops: reported, single-source -> delivered, disputed`."""

    def stated(finding: StageFinding) -> str:
        return f"{finding.stage}, {finding.verification}"

    provider, recipient, category = change.key
    flow = f"flow {provider} > {recipient}, {category}"
    match change.before, change.after:
        case None, StageFinding() as after:
            return f"+ {flow}: {stated(after)}"
        case StageFinding() as before, None:
            return f"- {flow}: {stated(before)}"
        case StageFinding() as before, StageFinding() as after:
            return f"~ {flow}: {stated(before)} -> {stated(after)}"
        case _:
            return f"  {flow}"
