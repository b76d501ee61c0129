"""Checks of days: nothing ends before it began, and nothing rests on what was not yet known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.corpus.check_citations import cited
from briefing.corpus.check_references import values
from briefing.corpus.dates import PartialDate, compare, display, known_from
from briefing.corpus.records import Corpus, Record
from briefing.problems import Problem

# Collection, the earlier day's field, the later one's.
DAYS: tuple[tuple[str, str, str], ...] = (
    ("questions", "opened", "closed"),
    ("negative_findings", "date", "closed"),
    ("recommendations", "made", "retired"),
)


def days(corpus: Corpus) -> Iterator[Problem]:
    """What ends does not end before it began."""
    for collection, first, last in DAYS:
        records: Mapping[str, Record] = getattr(corpus, collection)
        for record in records.values():
            begin, end = getattr(record, first), getattr(record, last)
            if end is not None and compare(end, begin) == "before":
                message = f"`{last}` ({display(end)}) is before `{first}` ({display(begin)})"
                yield Problem(code="dates-order", message=message, location=record.location, field=(last,))


# Collection, what its records are called, the fields that name or cite claims. They speak from the day `made`.
DATED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("judgments", "judgment", ("claims", "contrary")),
    ("bottom_lines", "bottom line", ("text", "basis", "matters", "next")),
    ("scenarios", "scenario", ("claims",)),
    ("recommendations", "recommendation", ("claims",)),
)


def early(corpus: Corpus) -> Iterator[Problem]:
    """A record cites only what was known on the day from which it speaks."""
    for collection, name, fields in DATED:
        for record in getattr(corpus, collection).values():
            for what, day, state, way in _states(record, name):
                for claim, place in _citations(state, fields):
                    known = _known(corpus, claim) if claim in corpus.claims else datetime.date.min
                    if known <= known_from(day):
                        continue
                    since = display(PartialDate.exactly(known))
                    yield Problem(
                        code="cited-too-early",
                        message=f"the {what} of {display(day)} cites {claim}, which was known from {since}",
                        location=record.location,
                        field=(*way, *place),
                        other=corpus.claims[claim].location,
                        hint="cite it in a revision or a record of that day or later",
                    )


def _states(record: Any, name: str) -> Iterator[tuple[str, PartialDate, Record, tuple[str | int, ...]]]:  # noqa: ANN401
    """A record and its revisions: what it is called, its day, itself, and the way to it."""
    yield name, record.made, record, ()
    for index, revision in enumerate(getattr(record, "revisions", ())):
        yield "revision", revision.date, revision, ("revisions", index)


def _citations(state: Record, fields: tuple[str, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The claims that fields name or cite, each with its place."""
    for field in fields:
        for text, way in values(state, field):
            if field in {"claims", "contrary"}:
                yield text, way
            else:
                yield from ((claim, (*way, offset)) for claim, offset in cited(text))


def _known(corpus: Corpus, claim: str) -> datetime.date:
    """The day from which a claim is known; the first of all days where that could not be read."""
    record = corpus.claims[claim]
    source = corpus.sources.get(record.source)
    date = record.added or (source.added or source.published if source is not None else None)
    return known_from(date) if date is not None and date.text else datetime.date.min


def bottom_lines(corpus: Corpus) -> Iterator[Problem]:
    """A bottom line rests on judgments that had been made."""
    for line in corpus.bottom_lines.values():
        for index, name in enumerate(line.judgments):
            judgment = corpus.judgments.get(name)
            if judgment is not None and known_from(judgment.made) > known_from(line.made):
                made, day = display(judgment.made), display(line.made)
                yield Problem(
                    code="bottom-line-too-early",
                    message=f"the bottom line of {day} rests on {name}, which was made on {made}",
                    location=line.location,
                    field=("judgments", index),
                    other=judgment.location,
                )
