"""`briefing impact`: what falls if a source, a claim or an origin goes, with the draft of a correction notice."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from briefing import issue
from briefing.analysis.findings import Analysis
from briefing.analysis.impact import Impact, impact, kind_of, rests_on
from briefing.commands import PROBLEMS, Outcome, Session, options
from briefing.commands.issued import home_of
from briefing.commands.report import counted, told
from briefing.delivery import archive, ledger
from briefing.nearest import did_you_mean
from briefing.problems import Problem, errors
from briefing.sections.correction import FILE, notice
from briefing.sections.prose import default_templates, read_text

EPILOG = """\b
Examples:
  briefing impact goover-2025
  briefing impact sherrod-2024/4 --notice
  briefing impact us-government --brief config/weekly.yaml --json
"""


@click.command(epilog=EPILOG, short_help="Show what falls if a source, claim or origin goes.")
@click.argument("key", metavar="SOURCE|CLAIM|ORIGIN")
@click.option("--brief", type=options.BRIEF, default=Path("config/weekly.yaml"), show_default=True, metavar="BRIEF")
@options.as_of
@click.option("--notice", "as_notice", is_flag=True, help="Print only the draft of a correction notice (Markdown).")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@options.quiet
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    session: Session, key: str, brief: Path, as_of: datetime.date | None, as_notice: bool, as_json: bool
) -> Outcome:
    """Show which claims, verification levels, judgments and recommendations fall if a record is withdrawn."""
    loaded, problems = issue.read(brief)
    found = issue.find(loaded, as_of=as_of or session.today) if loaded and not errors(problems) else (None, [])
    problems += found[1]
    messages = told(problems) if problems else ""
    if found[0] is None:
        return Outcome(PROBLEMS, messages=messages)
    analysis = found[0].analysis
    corpus = analysis.selection.corpus
    if not kind_of(corpus, key):
        hint = did_you_mean(key, [*corpus.sources, *corpus.claims, *corpus.origins])
        message = f"there is no source, claim or origin {key!r}. {hint}".strip()
        raise click.UsageError(message)
    published, faults = _published(brief, key)
    problems += faults
    messages = told(problems) if problems else ""
    result = impact(analysis, key, published)
    if as_json:
        return Outcome(results=msgspec.json.format(msgspec.json.encode(result), indent=2).decode(), messages=messages)
    folders = (found[0].configuration.templates, default_templates())
    template = next(f / FILE for f in folders if f and (f / FILE).is_file())
    words, faults = read_text(template)
    if words is None:
        return Outcome(PROBLEMS, messages=told(faults))
    draft = notice(words, found[0].configuration.brief, analysis, result)
    text = draft if as_notice else "\n".join([*_lines(analysis, result), "", draft])
    return Outcome(results=text, messages=messages)


def _published(brief: Path, key: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The names of the published issues of a brief that rested on the record, from its archive, if it has one."""
    home, _, problems = home_of(brief)
    if home is None or not os.path.isdir(home):  # noqa: PTH112 - pathlib raises where we may not look
        return (), problems
    entries, faults = ledger.read(home)
    problems = [*problems, *faults]
    names = []
    for entry in entries:
        selection = archive.selection_of(home, entry)
        if isinstance(selection, Problem):
            problems.append(selection)
        elif any(rests_on(selection.corpus, claim, key) for claim in selection.claims.values()):
            names.append(entry.name)
    return tuple(names), problems


def _lines(analysis: Analysis, found: Impact) -> Iterator[str]:
    """What falls, one line a record; the head counts them."""
    yield (
        f"without {found.kind} {found.id}: {counted(len(found.claims), 'claim')} fewer, "
        f"{counted(len(found.levels), 'level')} changed, {counted(len(found.judgments), 'judgment')} affected"
    )
    corpus = analysis.selection.corpus
    yield from (f"- source {key}: {corpus.sources[key].title}" for key in found.sources)
    yield from (f"- claim {key}: {corpus.claims[key].text}" for key in found.claims)
    for level in found.levels:
        provider, recipient, category = level.key
        yield f"~ flow {provider} > {recipient}, {category}, {level.stage}: {level.before} -> {level.after or 'none'}"
    for support in found.judgments:
        total = len(support.lost) + len(support.left)
        against = f", {len(support.contrary_lost)} against it" if support.contrary_lost else ""
        lines = f"lines {support.lines_before} -> {support.lines_after}"
        yield f"~ judgment {support.id}: loses {len(support.lost)} of {total} claims{against}, {lines}"
    yield from (f"~ recommendation {key}" for key in found.recommendations)
    yield from (f"- conflict {key}" for key in found.conflicts_gone)
    yield from (f"+ conflict {key}" for key in found.conflicts_new)
    yield from (f"~ {key}" for key in found.issues)
