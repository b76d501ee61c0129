"""Markings of the Traffic Light Protocol 2.0 in their order, and the marking that material gives to what is made of it.

The order is that of `records.Tlp`: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from briefing.corpus.records import Claim, Corpus, Tlp

LEVELS: tuple[Tlp, ...] = get_args(Tlp)


def above(marking: Tlp, limit: Tlp) -> bool:
    """Whether a marking is higher than a limit."""
    return LEVELS.index(marking) > LEVELS.index(limit)


def highest(markings: Iterable[Tlp]) -> Tlp:
    """The highest of some markings; TLP:CLEAR of none."""
    return max(markings, key=LEVELS.index, default="TLP:CLEAR")


def of_claim(corpus: Corpus, claim: Claim) -> Tlp:
    """A claim's own marking or its source's, whichever is higher."""
    source = corpus.sources.get(claim.source)
    return highest(m for m in (claim.marking, source.marking if source else None) if m)
