"""The rules, measured against what a careful reader finds in the sample corpus."""

import datetime
from functools import cache
from pathlib import Path

import msgspec
import pytest
from analysis.contradictions import FOUND, MERE, Contradiction

from briefing.analysis import analyse
from briefing.analysis.findings import Conflict
from briefing.corpus.load import load
from briefing.selection import select
from briefing.settings import Scope

CORPUS = Path(__file__).parents[2] / "seeds"


@cache
def conflicts(*, curated: bool) -> tuple[Conflict, ...]:
    corpus, problems = load(CORPUS, "seeds")
    assert corpus
    assert not problems
    kept = corpus if curated else msgspec.structs.replace(corpus, conflicts={})
    return analyse(select(kept, Scope(), datetime.date(2025, 3, 2))).conflicts


def matches(conflict: Conflict, truth: Contradiction) -> bool:
    """Of one kind, with a claim of every side; the sides of the truth that a conflict joins count one by one."""
    return conflict.kind == truth.kind and all(set(side) & set(conflict.sides) for side in truth.sides)


def recall(found: tuple[Conflict, ...]) -> float:
    return sum(any(matches(c, t) for c in found) for t in FOUND) / len(FOUND)


def precision(found: tuple[Conflict, ...]) -> float:
    return sum(any(matches(c, t) for t in FOUND) for c in found) / len(found)


def sides_that_belong(found: tuple[Conflict, ...]) -> float:
    """The part of all sides shown that a reader would put there."""
    shown = [(c, claim) for c in found for claim in c.sides]
    right = [
        claim for c, claim in shown if any(matches(c, t) and claim in {x for s in t.sides for x in s} for t in FOUND)
    ]
    return len(right) / len(shown)


def test_every_contradiction_is_found_at_its_kind_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    all_found, by_rule = conflicts(curated=True), conflicts(curated=False)
    knowable = [t for t in FOUND if not t.curated]
    ruled = sum(any(matches(c, t) for c in by_rule) for t in knowable)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what one wants to see
            f"\ncontradictions: recall {recall(all_found):.2f}, precision {precision(all_found):.2f}, "
            f"sides {sides_that_belong(all_found):.2f}; rules alone: recall {recall(by_rule):.2f} of all {len(FOUND)}, "
            f"{ruled}/{len(knowable)} of those that fields can tell, precision {precision(by_rule):.2f}"
        )
    assert recall(all_found) >= 0.9
    assert precision(all_found) >= 0.9
    assert precision(by_rule) >= 0.9
    assert ruled >= 0.9 * len(knowable)
    assert sides_that_belong(all_found) >= 0.9


def test_what_no_rule_finds_says_that_a_curator_found_it() -> None:
    for truth in FOUND:
        found = [c for c in conflicts(curated=True) if matches(c, truth)]
        assert any(bool(c.curated) == truth.curated for c in found), truth
        assert all(c.note for c in found if c.curated)


@pytest.mark.parametrize("pair", MERE, ids="-".join)
def test_mere_differences_are_no_contradictions(pair: tuple[str, str]) -> None:
    assert [c.id for c in conflicts(curated=True) if set(pair) <= set(c.sides)] == []
