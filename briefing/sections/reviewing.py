"""What a reviewer's edition says beside the paper: comments on judgments, cells of the matrix and contradictions.

A comment names the claims with their words, their sources with grades, the lines of reporting they come from, the
claims that speak against, and what the checks found at their records.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from briefing.analysis.findings import Analysis, Cell, Conflict
from briefing.analysis.lines import grade
from briefing.corpus.records import Claim, Corpus
from briefing.document.nodes import Comment
from briefing.problems import Location, Problem
from briefing.sections.citing import place
from briefing.sections.matrix_table import flow
from briefing.selection import JudgmentState


def comments(analysis: Analysis, problems: Iterable[Problem]) -> tuple[Comment, ...]:
    """The comments of a reviewer's edition; `problems` are what the checks found, each at its place."""
    found = _by_record(analysis.selection.corpus, problems)
    made = [
        *(_judgment(analysis, state, found) for state in analysis.selection.judgments.values()),
        *(_cell(analysis, cell, found) for cell in analysis.cells.values()),
        *(_conflict(analysis, conflict, found) for conflict in analysis.conflicts),
    ]
    return tuple(made)


def places(corpus: Corpus) -> dict[str, Location]:
    """Where each record stands, by its name (`judgment:troops`, `claim:a/1`)."""
    collections = {
        "source": corpus.sources,
        "claim": corpus.claims,
        "judgment": corpus.judgments,
        "actor": corpus.actors,
        "origin": corpus.origins,
        "event": corpus.events,
        "question": corpus.questions,
        "scenario": corpus.scenarios,
        "recommendation": corpus.recommendations,
        "negative-finding": corpus.negative_findings,
        "glossary": corpus.glossary,
    }
    return {
        f"{kind}:{key}": record.location for kind, records in collections.items() for key, record in records.items()
    }


def _by_record(corpus: Corpus, problems: Iterable[Problem]) -> dict[str, list[str]]:
    """What was found at each record: a problem belongs to the record that begins last before it in its file."""
    starts: dict[str, list[tuple[int, int, str]]] = {}
    for name, where in places(corpus).items():
        if where.file:
            starts.setdefault(where.file, []).append((where.line, where.column, name))
    for each in starts.values():
        each.sort()
    found: dict[str, list[str]] = {}
    for problem in problems:
        here = starts.get(problem.location.file, [])
        number = bisect_right(here, (problem.location.line, problem.location.column, "\uffff"))
        if number:
            said = f"{problem.severity.capitalize()}: {problem.message} [{problem.code}]"
            found.setdefault(here[number - 1][2], []).append(said)
    return found


def _judgment(analysis: Analysis, state: JudgmentState, found: Mapping[str, list[str]]) -> Comment:
    confidence = f"confidence {state.confidence.level}: {state.confidence.reason}"
    lines = [f"Judgment {state.id}: {state.likelihood.term}; {confidence}"]
    lines += _rests(analysis, "Rests on", state.claims)
    lines += _rests(analysis, "Against it", state.contrary)
    lines += [f"Assumes: {assumption}" for assumption in state.assumptions]
    record = f"judgment:{state.id}"
    return Comment(record=record, lines=(*lines, *_checks(found, [record, *_named(state.claims + state.contrary)])))


def _cell(analysis: Analysis, cell: Cell, found: Mapping[str, list[str]]) -> Comment:
    lines = [f"{cell.dyad.provider} > {cell.dyad.recipient}, {cell.category}"]
    for finding in cell.findings:
        lines += _rests(analysis, f"{finding.stage}: {finding.verification}, best {finding.grade};", finding.claims)
    lines += _rests(analysis, "Denied by", cell.denials)
    return Comment(record=flow(cell.key), lines=(*lines, *_checks(found, _named(cell.claims))))


def _conflict(analysis: Analysis, conflict: Conflict, found: Mapping[str, list[str]]) -> Comment:
    reasons = ", ".join(conflict.reasons) or "none found"
    lines = [f"Contradiction {conflict.id}; treated as {conflict.treatment}; reasons: {reasons}"]
    lines += _rests(analysis, "Sides:", conflict.sides)
    return Comment(record=f"conflict:{conflict.id}", lines=(*lines, *_checks(found, _named(conflict.sides))))


def _rests(analysis: Analysis, word: str, ids: Iterable[str]) -> Iterator[str]:
    """A line that counts, then one for each claim: id, source, paragraph, grade, line of reporting, its words."""
    corpus = analysis.selection.corpus
    claims = [corpus.claims[claim] for claim in ids if claim in corpus.claims]
    if not claims:
        return
    lines = {analysis.lines[claim.id] for claim in claims if claim.id in analysis.lines}
    many = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    yield f"{word} {many}, {len(lines)} independent line{'' if len(lines) == 1 else 's'}"
    yield from (f"{_said(analysis, corpus, claim)}" for claim in claims)


def _said(analysis: Analysis, corpus: Corpus, claim: Claim) -> str:
    source = corpus.sources[claim.source]
    line = f"; line {analysis.lines[claim.id]}" if claim.id in analysis.lines else ""
    return f"\u2022 {claim.id} ({source.short}, {place(claim)}; {grade(corpus, claim)}{line}): {claim.text}"


def _named(claims: Iterable[str]) -> list[str]:
    return [f"claim:{claim}" for claim in claims]


def _checks(found: Mapping[str, list[str]], records: Iterable[str]) -> list[str]:
    said = [line for record in records for line in found.get(record, ())]
    return said or ["Checks: nothing found"]
