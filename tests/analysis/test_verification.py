"""How well something is verified: every combination of wording, lines, credibility, grade, hedge and denial."""

from itertools import product
from typing import Any, get_args

import pytest
from analysis.small import analysed, day, denial, flow, source

from briefing.analysis.verification import STRENGTH
from briefing.corpus.records import Override, Wording

KEY = ("north", "east", "troops")
GOOD, POOR = source("a", reliability="B"), source("b", reliability="D")

# What the first line says; whether a second line asserts it; whether the first line hedges it elsewhere; whether a
# party denies the flow; what comes out.
TABLE = {
    "confirmed": ("single-source", "confirmed", "unverified", "single-source", "disputed", "disputed"),
    "asserted": ("single-source", "corroborated", "unverified", "single-source", "disputed", "disputed"),
    "reported": ("single-source", "corroborated", "unverified", "single-source", "disputed", "disputed"),
    "alleged": ("single-source", "corroborated", "unverified", "single-source", "denied", "disputed"),
    "possible": ("unverified", "single-source", "unverified", "single-source", "unverified", "disputed"),
}


def level(wording: str, *, second: bool, hedged: bool, denied: bool, **fields: Any) -> str:
    claims = [flow("a/1", wording=wording, **fields)]
    claims += [flow("b/1")] if second else []
    claims += [flow("a/2", wording="possible")] if hedged else []
    claims += [denial("b/9")] if denied else []
    return analysed(*claims, sources=(GOOD, POOR)).cells[KEY].headline.verification


@pytest.mark.parametrize(("wording", "second", "hedged"), list(product(TABLE, (False, True), (False, True))))
def test_undenied(wording: str, second: bool, hedged: bool) -> None:
    expected = TABLE[wording][(2 if hedged else 0) + second]
    assert level(wording, second=second, hedged=hedged, denied=False) == expected


@pytest.mark.parametrize(("wording", "second"), list(product(TABLE, (False, True))))
def test_denied(wording: str, second: bool) -> None:
    assert level(wording, second=second, hedged=False, denied=True) == TABLE[wording][4 + second]


@pytest.mark.parametrize("wording", TABLE)
def test_a_line_that_hedges_all_it_says_leaves_nothing_to_deny(wording: str) -> None:
    assert level(wording, second=False, hedged=True, denied=True) == "unverified"


def test_a_claim_that_is_denied_in_its_wording_is_a_denial() -> None:
    claims = [flow("a/1"), flow("b/1", wording="denied", stage=None)]
    assert analysed(*claims, sources=(GOOD, POOR)).cells[KEY].headline.verification == "disputed"


@pytest.mark.parametrize(("credibility", "expected"), [(1, "confirmed"), (2, "corroborated"), (6, "corroborated")])
def test_credibility_one_confirms_what_two_lines_say(credibility: int, expected: str) -> None:
    assert level("asserted", second=True, hedged=False, denied=False, credibility=credibility) == expected
    assert level("asserted", second=False, hedged=False, denied=False, credibility=credibility) == "single-source"


def test_the_table_knows_every_wording() -> None:
    assert {*TABLE, "denied"} == {*get_args(Wording)}
    assert {v for row in TABLE.values() for v in row} == {*STRENGTH}


def test_two_lines_on_times_that_are_surely_apart_do_not_corroborate_each_other() -> None:
    early, late = flow("a/1", date=day("2023-05")), flow("b/1", date=day("2024-05"))
    assert analysed(early, late).cells[KEY].headline.verification == "single-source"
    assert analysed(early, late, flow("b/2")).cells[KEY].headline.verification == "corroborated"


def test_a_curator_joins_two_claims_whatever_their_times() -> None:
    same = (Override(claim="a/1", reason="a misprint"),)
    claims = flow("a/1", date=day("2023-05")), flow("b/1", date=day("2024-05"), same_as=same)
    assert analysed(*claims).cells[KEY].headline.verification == "corroborated"


def test_a_curator_keeps_two_claims_apart_in_either_direction() -> None:
    other = (Override(claim="b/1", reason="another shipment"),)
    assert analysed(flow("a/1", distinct_from=other), flow("b/1")).cells[KEY].headline.verification == "single-source"
    other = (Override(claim="a/1", reason="another shipment"),)
    assert analysed(flow("a/1"), flow("b/1", distinct_from=other)).cells[KEY].headline.verification == "single-source"


def test_a_source_that_says_a_thing_again_is_kept_apart_again() -> None:
    other = (Override(claim="a/1", reason="another shipment"),)
    claims = flow("a/1"), flow("b/1", distinct_from=other)
    assert analysed(*claims, flow("a/2")).cells[KEY].headline.verification == "single-source"
    assert analysed(*claims, flow("b/2")).cells[KEY].headline.verification == "single-source"
    assert analysed(*claims, flow("a/2", place="Kursk")).cells[KEY].headline.verification == "corroborated"


def test_each_finding_names_the_rule_that_gave_its_level() -> None:
    assert analysed(flow("a/1")).cells[KEY].headline.rule == "one-line"
    assert analysed(flow("a/1"), flow("a/2", wording="possible")).cells[KEY].headline.rule == "hedged-by-its-line"
    assert analysed(flow("a/1"), denial("b/1")).cells[KEY].headline.rule == "denied-though-reported"
