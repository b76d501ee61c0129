"""Responses: what third parties said and did about the assistance, by who responds, and when.

Options: none. One line for each claim of kind `response`, the latest first; the day of the text stands for a response
that has no date.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.corpus.dates import PartialDate
from briefing.corpus.records import Claim
from briefing.sections.citing import cite
from briefing.sections.paper import Paper
from briefing.selection import lineage


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`parties`: for each the name and its `times`; those with most responses first.

    A time has a date in words, whether the responses are `dated` by it or only stand in a text of that date, and the
    responses (text, notes) in the order of the corpus.
    """
    by_party: dict[str, list[Claim]] = {}
    for claim in paper.selection.claims.values():
        if claim.kind == "response":
            party = list(lineage(paper.corpus, claim.speaker))[-1] if claim.speaker else ""
            by_party.setdefault(party, []).append(claim)
    ordered = sorted(by_party.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return {"parties": [{"name": paper.name(a) if a else "", "times": _times(paper, found)} for a, found in ordered]}


def _times(paper: Paper, claims: list[Claim]) -> list[dict[str, object]]:
    """The claims by when they were made or, where that is not known, by the dates of their texts."""
    by_time: dict[tuple[PartialDate, bool], list[Claim]] = {}
    for claim in claims:
        by_time.setdefault((claim.date or paper.source(claim).published, claim.date is not None), []).append(claim)
    latest = sorted(by_time.items(), key=lambda item: item[0][0].latest, reverse=True)
    return [{"date": paper.date(day), "dated": dated, "responses": _lines(found)} for (day, dated), found in latest]


def _lines(claims: list[Claim]) -> list[dict[str, object]]:
    return [{"text": c.text, "notes": cite((c.id,))} for c in claims]
