"""Responses: what third parties said and did about the assistance, by who responds.

Options: none. One line for each claim of kind `response`, in the order of the corpus.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.corpus.records import Claim
from briefing.sections.citing import cite
from briefing.sections.paper import Paper
from briefing.selection import lineage


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`parties`: for each the name and its responses (text, notes); those with most responses first."""
    by_party: dict[str, list[Claim]] = {}
    for claim in paper.selection.claims.values():
        if claim.kind == "response":
            party = list(lineage(paper.corpus, claim.speaker))[-1] if claim.speaker else ""
            by_party.setdefault(party, []).append(claim)
    ordered = sorted(by_party.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return {"parties": [{"name": paper.name(a) if a else "", "responses": _lines(found)} for a, found in ordered]}


def _lines(claims: list[Claim]) -> list[dict[str, object]]:
    return [{"text": c.text, "notes": cite((c.id,))} for c in claims]
