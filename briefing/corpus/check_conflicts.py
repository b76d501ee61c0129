"""Checks of the contradictions that curators add or settle."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.corpus.records import Corpus, CuratedConflict
from briefing.problems import Problem


def sides(corpus: Corpus) -> Iterator[Problem]:
    """An added contradiction has claims on two sides, none on both; a settled one names its claims in `claims`."""
    for conflict in corpus.conflicts.values():
        if corpus.damaged.get(conflict.location, frozenset()) & {"claims", "against", "action"}:
            continue
        both = [c for c in conflict.against if c in conflict.claims]
        if both:
            message = f'"{both[0]}" stands on both sides'
            yield _at(conflict, message, "against", conflict.against.index(both[0]))
        elif not conflict.claims:
            yield _at(conflict, "the conflict names no claim", "claims")
        elif conflict.action == "added" and not conflict.against:
            hint = "name the claims that cannot be right together with `claims`"
            yield _at(conflict, "an added conflict has one side only", "claims", hint=hint)
        elif conflict.action == "settled" and conflict.against:
            hint = "name claims of every side in `claims`"
            yield _at(conflict, "a settled conflict has no `against`", "against", hint=hint)


def _at(conflict: CuratedConflict, message: str, *field: str | int, hint: str = "") -> Problem:
    return Problem(code="conflict-sides", message=message, location=conflict.location, field=field, hint=hint)
