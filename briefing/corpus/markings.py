"""Markings compared (see `tlp`), and the marking that material gives to what is made of it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.corpus.records import Claim, Corpus
from briefing.corpus.tlp import LEVELS, Tlp


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
