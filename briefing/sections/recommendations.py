"""Recommendations: our own, with the judgments they rest on, apart from those that the sources make.

Options: none. Ordered by priority, then as in the corpus; those on retired judgments are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from briefing.corpus.records import Priority, Recommendation
from briefing.document.build import columns, inlines, p, row, table
from briefing.document.nodes import Inline, Origin, Row, Table
from briefing.sections.citing import cite, reference
from briefing.sections.paper import Paper

ORDER = get_args(Priority)


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`own` and `sources`: a table each, or None."""
    found = sorted(paper.selection.recommendations, key=lambda r: ORDER.index(r.priority))
    own = [r for r in found if not r.claims and _standing(paper, r)]
    theirs = [r for r in found if paper.known(r.claims)]
    return {
        "own": _table(paper, own, "own-recommendations") if own else None,
        "sources": _table(paper, theirs, "source-recommendations") if theirs else None,
    }


def _standing(paper: Paper, recommendation: Recommendation) -> bool:
    """Whether a judgment that it rests on still stands."""
    states = [paper.selection.judgments.get(j) for j in recommendation.judgments]
    return any(s and not s.retired for s in states)


def _table(paper: Paper, found: list[Recommendation], anchor: str) -> Table:
    heads = ("priority", "addressee", "advice", "success", "rests_on")
    return table(
        anchor,
        columns("lllll", 0.7, 1.1, 2.5, 2.1, 1.1),
        head=[row(*(p(paper.word("head", h), role="small") for h in heads), header=True)],
        body=[_row(paper, r) for r in found],
        summary=paper.say("recommendations_summary"),
    )


def _row(paper: Paper, recommendation: Recommendation) -> Row:
    cells = (
        (paper.word("priority", recommendation.priority),),
        (paper.listing(paper.name(a) for a in recommendation.addressee),),
        (recommendation.text, cite(paper.known(recommendation.claims))),
        (recommendation.success,),
        _basis(paper, recommendation),
    )
    made = (p(*words, role="small") for words in cells)
    return row(*made, origin=Origin(f"recommendation:{recommendation.id}", recommendation.location))


def _basis(paper: Paper, recommendation: Recommendation) -> tuple[Inline, ...]:
    """The numbers of the judgments, or the source and its paragraphs."""
    known = [paper.claim(claim) for claim in paper.known(recommendation.claims)]
    if known:
        found: list[Inline] = []
        for source in dict.fromkeys(claim.source for claim in known):
            said = [claim for claim in known if claim.source == source]
            found += [*(inlines("; ") if found else ()), *reference(paper, *said)]
        return tuple(found)
    standing = [j.id for j in paper.selection.judgments.values() if not j.retired]
    numbers = [str(standing.index(j) + 1) for j in recommendation.judgments if j in standing]
    return inlines(paper.say("judgment" if len(numbers) == 1 else "judgments", numbers=paper.listing(numbers)))
