"""Checks of what judgments, scenarios and recommendations rest on, and of a judgment's revisions."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.corpus.dates import compare, display
from briefing.corpus.records import Corpus, Likelihood, Record
from briefing.corpus.scales import SCALES, band
from briefing.nearest import did_you_mean
from briefing.problems import Problem


def bases(corpus: Corpus) -> Iterator[Problem]:
    """A judgment rests on claims, a bottom line on judgments, a recommendation on claims or judgments."""
    for judgment in corpus.judgments.values():
        states: list[tuple[tuple[str, ...] | None, tuple[str | int, ...]]] = [(judgment.claims, ("claims",))]
        states += [(r.claims, ("revisions", i, "claims")) for i, r in enumerate(judgment.revisions)]
        for claims, way in states:
            if claims == ():
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
