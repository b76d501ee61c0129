"""`briefing coverage`: what of each source was read into the corpus, and what of the corpus reaches a brief."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from briefing import issue
from briefing.commands import DONE, PROBLEMS, Outcome, Session, at_hand, options
from briefing.commands.report import table, told
from briefing.corpus.coverage import Coverage, SourceCoverage, measure
from briefing.document.walk import walk
from briefing.problems import Problem, errors

EPILOG = """\b
Examples:
  briefing coverage                                     the corpus of the brief in config/, and what the brief uses
  briefing coverage seeds --texts ../texts
  briefing coverage --brief config/weekly.yaml --json

Without the texts it is not known how many paragraphs a source has, nor which are open.
"""
CLAIM = "claim:"


@click.command(epilog=EPILOG, short_help="Show what of each source is cited, skipped or open.")
@click.argument("corpus", metavar="[CORPUS]", required=False, type=at_hand.folder)
@click.option("--brief", type=options.BRIEF, metavar="FILE", help="Show the claims that this brief does not use.")
@at_hand.with_texts
@options.as_of
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    session: Session,
    corpus: Path | None,
    brief: Path | None,
    texts: Path | None,
    *,
    as_of: datetime.date | None,
    as_json: bool,
) -> Outcome:
    """Count a corpus: paragraphs cited, skipped and open by source; claims by kind, category and origin; claims unused.

    CORPUS is its folder; without it, the corpus of the brief.
    """
    found, problems = at_hand.find(corpus, brief)
    if found is None or errors(problems):
        return Outcome(PROBLEMS, messages=told(problems))
    read, faults = at_hand.read_texts(found.corpus, texts)
    unused, more = _unused(found.brief, as_of or session.today) if found.brief else (None, [])
    problems += faults + more
    coverage = measure(found.corpus, read)
    missing = at_hand.unchecked(found.corpus, read)
    messages = "\n".join(part for part in (told(problems) if problems else "", missing) if part)
    status = PROBLEMS if errors(problems) else DONE
    if as_json:
        everything = {**msgspec.to_builtins(coverage), "unused": unused}
        return Outcome(status, msgspec.json.format(msgspec.json.encode(everything), indent=2).decode(), messages)
    return Outcome(status, "\n".join(_lines(coverage, unused)), messages)


def _unused(brief: Path, day: datetime.date) -> tuple[list[str] | None, list[Problem]]:
    """The claims known on the day that no section of a brief shows or cites; None where the brief cannot be drafted."""
    loaded, problems = issue.read(brief)
    findings, more = issue.find(loaded, as_of=day) if loaded and not errors(problems) else (None, [])
    problems += more
    document, more = issue.draft(findings, created=f"{day}T00:00:00Z") if findings else (None, [])
    problems += more
    if findings is None or document is None:
        return None, problems
    used = {claim for note in document.notes for claim in note.claims}
    origins = (node.origin.record for node in walk(document) if node.origin)
    used |= {record.removeprefix(CLAIM) for record in origins if record.startswith(CLAIM)}
    return [claim for claim in findings.analysis.selection.claims if claim not in used], problems


def _lines(coverage: Coverage, unused: Sequence[str] | None) -> Iterator[str]:
    head = ("source", "claims", "paragraphs", "cited", "skipped", "open")
    yield from table(head, [_row(source) for source in coverage.sources])
    for source in coverage.sources:
        if source.open:
            yield f"open in {source.id}: {', '.join(map(str, source.open))}"
    counts: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("kind", coverage.kinds),
        ("category", coverage.categories),
        ("origin", coverage.origins),
    )
    for name, counted in counts:
        yield ""
        yield from table((name, "claims"), [(key, str(number)) for key, number in counted.items()])
    if unused is not None:
        yield ""
        yield f"claims that no section uses: {len(unused)}"
        yield from (f"  {line}" for line in _by_source(unused))


def _row(source: SourceCoverage) -> tuple[str, ...]:
    whole, left = (str(source.paragraphs), str(len(source.open))) if source.paragraphs is not None else ("?", "?")
    return (source.id, str(source.claims), whole, str(len(source.cited)), str(len(source.skipped)), left)


def _by_source(claims: Sequence[str]) -> Iterator[str]:
    """`axis-2025: 2, 6, 7`, a line for each source."""
    numbers: dict[str, list[str]] = {}
    for claim in claims:
        source, _, number = claim.partition("/")
        numbers.setdefault(source, []).append(number)
    return (f"{source}: {', '.join(found)}" for source, found in numbers.items())
