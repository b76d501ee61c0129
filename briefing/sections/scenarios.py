"""Scenarios: how things may go on, with drivers, who holds each, and what would show that it is coming true.

Options: none.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.corpus.scales import band
from briefing.sections.citing import cite
from briefing.sections.paper import Paper, upper_first


def values(paper: Paper, _options: Mapping[str, object]) -> dict[str, object]:
    """`scenarios`: for each its title, text, notes, holder, likelihood with range, drivers and indicators."""
    made = []
    for scenario in paper.selection.scenarios:
        claims = paper.known(scenario.claims)
        holders = dict.fromkeys(paper.source(paper.claim(c)).short for c in claims)
        likelihood = scenario.likelihood
        low, high = (likelihood and band(likelihood.scale, likelihood.term)) or (0, 0)
        made.append(
            {
                "id": f"scenario-{scenario.id}",
                "title": scenario.title,
                "text": scenario.text,
                "notes": cite(claims),
                "ours": scenario.holder == "us",
                "holder": paper.listing(holders),
                "likelihood": f"{upper_first(paper.word('likelihood', likelihood.term))} ({low}–{high} %)"
                if likelihood
                else "",
                "drivers": scenario.drivers,
                "indicators": scenario.indicators,
            }
        )
    return {"scenarios": made}
