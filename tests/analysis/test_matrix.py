"""Cells of the matrix: stage, verification, amounts."""

from decimal import Decimal
from typing import Any

import pytest
from analysis.small import analysed, denial, flow, source

from briefing.corpus.quantities import Quantity

KEY = ("north", "east", "troops")

CASES: list[tuple[str, list[dict[str, Any]], str]] = [
    ("one line", [{}], "single-source"),
    ("two lines", [{}, {"source": "b"}], "corroborated"),
    ("two lines, one confirming", [{"wording": "confirmed"}, {"source": "b"}], "confirmed"),
    ("two lines, one confirming in a poor source", [{"wording": "confirmed", "source": "poor"}, {}], "corroborated"),
    (
        "two lines, an official confirming in a poor source",
        [{"wording": "confirmed", "source": "poor", "origin": "ministry"}, {}],
        "confirmed",
    ),
    ("two lines, one graded 1", [{"credibility": 1}, {"source": "b"}], "confirmed"),
    ("one line that says confirmed", [{"wording": "confirmed"}], "single-source"),
    ("one line, twice", [{}, {}], "single-source"),
    ("only possible", [{"wording": "possible"}], "unverified"),
    ("only a forecast", [{"kind": "forecast"}], "unverified"),
    ("stated and hedged by one line", [{}, {"wording": "possible"}], "unverified"),
    ("stated, and hedged by another line", [{}, {"wording": "possible", "source": "b"}], "single-source"),
    ("alleged", [{"wording": "alleged"}], "single-source"),
    ("stated and denied", [{}, {"denial": True, "source": "b"}], "disputed"),
    ("alleged and denied", [{"wording": "alleged"}, {"denial": True, "source": "b"}], "denied"),
    ("possible and denied", [{"wording": "possible"}, {"denial": True, "source": "b"}], "unverified"),
]


@pytest.mark.parametrize(("claims", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_verification(claims: list[dict[str, Any]], expected: str) -> None:
    made = []
    for number, given in enumerate(claims, 1):
        fields = dict(given)
        key = f"{fields.pop('source', 'a')}/{number}"
        made.append(denial(key) if fields.pop("denial", False) else flow(key, **fields))
    sources = tuple(source(s, reliability="E" if s == "poor" else "C") for s in sorted({c.source for c in made}))
    assert analysed(*made, sources=sources).cells[KEY].headline.verification == expected


def test_a_ceiling_that_is_only_possible_does_not_hedge_the_flow() -> None:
    ceiling = flow("a/2", wording="possible", quantity=Quantity(at_most=Decimal(12000), unit="troops"))
    assert analysed(flow("a/1"), ceiling).cells[KEY].headline.verification == "single-source"


def test_directions_are_cells_of_their_own() -> None:
    found = analysed(flow("a/1"), flow("a/2", provider="east", recipient="north"))
    assert set(found.cells) == {KEY, ("east", "north", "troops")}


def test_units_count_for_their_state() -> None:
    assert set(analysed(flow("a/1", provider="corps")).cells) == {KEY}


def test_stages_are_kept_apart_and_the_furthest_affirmed_one_is_stated_first() -> None:
    cell = analysed(flow("a/1", stage="sought"), flow("b/1"), flow("c/1", stage="in-use", wording="possible")).cells[
        KEY
    ]
    assert [f.stage for f in cell.findings] == ["in-use", "delivered", "sought"]
    assert cell.headline.stage == "delivered"
    assert not cell.tentative


@pytest.mark.parametrize("stage", ["sought", "pledged", "agreed", "refused", "suspended"])
def test_what_is_not_under_way_is_tentative(stage: str) -> None:
    assert analysed(flow("a/1", stage=stage)).cells[KEY].tentative


def test_amounts_span_the_figures_of_one_stage_and_are_never_added() -> None:
    claims = [
        flow("a/1", quantity=Quantity(value=Decimal(3000), unit="troops")),
        flow("b/1", quantity=Quantity(about=Decimal(12000), unit="troops")),
        flow("c/1", stage="pledged", quantity=Quantity(value=Decimal(50000), unit="troops")),
    ]
    (amount,) = analysed(*claims).cells[KEY].headline.amounts
    assert (amount.low, amount.high, amount.counts) == (Decimal(3000), Decimal(12000), 2)


def test_a_denial_never_raises_verification() -> None:
    order = ["denied", "unverified", "disputed", "single-source", "corroborated", "confirmed"]
    for given in ({}, {"wording": "alleged"}, {"wording": "possible"}, {"wording": "confirmed"}):
        claims = [flow("a/1", **given), flow("b/1")]
        without = analysed(*claims).cells[KEY].headline.verification
        with_denial = analysed(*claims, denial("c/1")).cells[KEY].headline.verification
        assert order.index(with_denial) <= order.index(without)


def test_a_denial_for_a_part_leaves_the_state_undisputed_and_one_for_the_state_denies_its_parts() -> None:
    state, unit = flow("a/1"), flow("b/1", provider="corps")
    cell = analysed(state, unit, denial("c/1", provider="corps")).cells[KEY]
    assert (cell.headline.verification, cell.denials) == ("single-source", ("c/1",))
    assert analysed(state, unit, denial("c/1")).cells[KEY].headline.verification == "disputed"


def test_a_denial_by_name_counts_against_the_claim_it_names() -> None:
    cell = analysed(flow("a/1"), denial("b/1", provider="corps", denies=("a/1",))).cells[KEY]
    assert cell.headline.verification == "disputed"
