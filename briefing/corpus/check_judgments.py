"""Checks of judgments, scenarios and recommendations, and of the order of days in any record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from briefing.corpus.dates import PartialDate, compare, display, known_from
from briefing.corpus.records import Corpus, Judgment, Likelihood, Record
from briefing.corpus.scales import SCALES, band
from briefing.nearest import did_you_mean
from briefing.problems import Problem


def bases(corpus: Corpus) -> Iterator[Problem]:
    """A judgment rests on claims, a bottom line on judgments, a recommendation on claims or judgments."""
    for judgment in corpus.judgments.values():
        states = [(judgment.claims, ("claims",))]
        states += [(r.claims, ("revisions", i, "claims")) for i, r in enumerate(judgment.revisions) if r.claims == ()]  # type: ignore[misc] # ways differ in length
        for claims, way in states:
            if not claims:
                message = "the judgment rests on no claim"
                yield Problem(code="judgment-no-claims", message=message, location=judgment.location, field=way)
    for line in corpus.bottom_lines.values():
        if not line.judgments:
            message = "the bottom line rests on no judgment"
            yield Problem(
                code="bottom-line-no-judgments", message=message, location=line.location, field=("judgments",)
            )
    for advice in corpus.recommendations.values():
        if not advice.claims and not advice.judgments:
            yield Problem(
                code="recommendation-no-basis",
                message="the recommendation rests on no claim and no judgment",
                location=advice.location,
                hint="name the claims of the source that makes it, or the judgments that ours rests on",
            )


def likelihoods(corpus: Corpus) -> Iterator[Problem]:
    """A likelihood is a term of its scale."""
    for judgment in corpus.judgments.values():
        yield from _term(judgment, judgment.likelihood, ("likelihood",))
        for index, revision in enumerate(judgment.revisions):
            if revision.likelihood is not None:
                yield from _term(judgment, revision.likelihood, ("revisions", index, "likelihood"))
    for scenario in corpus.scenarios.values():
        if scenario.likelihood is not None:
            yield from _term(scenario, scenario.likelihood, ("likelihood",))


def _term(record: Record, likelihood: Likelihood, way: tuple[str | int, ...]) -> Iterator[Problem]:
    scale, term = likelihood.scale, likelihood.term
    if band(scale, term) is not None:
        return
    yield Problem(
        code="likelihood-term",
        message=f'the scale {scale} has no term "{term}"',
        location=record.location,
        field=(*way, "term"),
        hint=did_you_mean(term, SCALES[scale]) or f"its terms: {', '.join(SCALES[scale])}",
    )


def states(corpus: Corpus) -> Iterator[Problem]:
    """A judgment's state cites only what was known on its day."""
    known = {claim: _known(corpus, claim) for claim in corpus.claims}
    for judgment in corpus.judgments.values():
        for day, claims, way in _cited(judgment):
            since = [(known[claim], claim, index) for index, claim in enumerate(claims) if claim in known]
            for first, claim, index in since:
                if first > known_from(day):
                    out = display(PartialDate.exactly(first))
                    yield Problem(
                        code="judgment-claim-not-yet-known",
                        message=f"the judgment of {display(day)} cites {claim}, which was known from {out}",
                        location=judgment.location,
                        field=(*way, index),
                        other=corpus.claims[claim].location,
                        hint="cite it in a revision of that day or later",
                    )


def _known(corpus: Corpus, claim: str) -> datetime.date:
    """The day from which a claim is known."""
    record = corpus.claims[claim]
    source = corpus.sources.get(record.source)
    date = record.added or (source.added or source.published if source is not None else None)
    return known_from(date) if date is not None else datetime.date.min


def _cited(judgment: Judgment) -> Iterator[tuple[PartialDate, tuple[str, ...], tuple[str | int, ...]]]:
    """Day, claims and place of each list of claims in a judgment's states."""
    for name in ("claims", "contrary"):
        yield judgment.made, getattr(judgment, name), (name,)
        for index, revision in enumerate(judgment.revisions):
            yield revision.date, getattr(revision, name) or (), ("revisions", index, name)


def revisions(corpus: Corpus) -> Iterator[Problem]:
    """Revisions stand in the order of their days, none before the judgment was made, none after it was retired."""
    for judgment in corpus.judgments.values():
        before, retired = judgment.made, False
        for index, revision in enumerate(judgment.revisions):
            way = ("revisions", index, "date")
            if compare(revision.date, before) == "before":
                message = f"the revision of {display(revision.date)} stands after {display(before)}"
                yield Problem(code="judgment-revision-order", message=message, location=judgment.location, field=way)
            elif retired:
                message = f"the revision of {display(revision.date)} follows the judgment's retirement"
                yield Problem(code="judgment-revision-order", message=message, location=judgment.location, field=way)
            before, retired = revision.date, revision.change == "retired"


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
