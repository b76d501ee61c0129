"""Contradictions that are found, and those that must not be."""

from decimal import Decimal
from typing import Any

from analysis.small import analysed, day, denial, flow

from briefing.corpus.quantities import Quantity


def troops(**form: int) -> Quantity:
    given: dict[str, Any] = {key: Decimal(value) for key, value in form.items()}
    return Quantity(unit="troops", **given)


def ids(*claims: object) -> list[str]:
    return [c.id for c in analysed(*claims).conflicts]  # type: ignore[arg-type]


def test_figures_that_exclude_each_other_are_a_conflict_with_every_side_smallest_first() -> None:
    found = analysed(
        flow("a/1", quantity=troops(about=12000)),
        flow("b/1", quantity=troops(value=3000), origin="ministry"),
        flow("c/1", quantity=troops(at_most=12000), wording="possible"),
    ).conflicts
    assert [c.id for c in found] == ["quantity:north>east:troops:troops"]
    assert found[0].sides == ("b/1", "a/1", "c/1")
    assert (found[0].low, found[0].high) == (Decimal(3000), Decimal(12000))
    assert set(found[0].reasons) == {"ceiling-and-count", "different-origins"}


def test_a_range_that_holds_a_figure_does_not_contradict_it() -> None:
    assert ids(flow("a/1", quantity=troops(low=3000, high=12000)), flow("b/1", quantity=troops(value=3000))) == []


def test_counts_of_days_that_are_surely_apart_are_no_conflict() -> None:
    first = flow("a/1", quantity=troops(value=1500), date=day("2024-10-01"))
    assert ids(first, flow("b/1", quantity=troops(value=10000), date=day("2024-10-30"))) == []


def test_a_plan_does_not_contradict_a_delivery() -> None:
    plan = flow("b/1", quantity=troops(value=50000), stage="pledged")
    assert ids(flow("a/1", quantity=troops(value=3000)), plan) == []


def test_other_units_and_other_flows_are_not_compared() -> None:
    shells = Quantity(unit="shells", value=Decimal(9))
    other = flow("c/1", quantity=troops(value=3), recipient="west")
    assert ids(flow("a/1", quantity=troops(value=3000)), flow("b/1", quantity=shells), other) == []


def test_two_dates_of_one_event_are_a_conflict_unless_the_event_lasts() -> None:
    def dated(key: str, date: str, event: str) -> object:
        fields = {"provider": "", "recipient": "", "category": "", "stage": None}
        return flow(key, kind="event", event=event, date=day(date), **fields)

    assert ids(dated("a/1", "2023-06", "treaty"), dated("b/1", "2024-06", "treaty")) == ["date:treaty"]
    assert ids(dated("a/1", "2024", "treaty"), dated("b/1", "2024-06", "treaty")) == []
    assert ids(dated("a/1", "2023-06", "war"), dated("b/1", "2024-06", "war")) == []


def test_a_denial_stands_against_what_is_reported() -> None:
    found = analysed(flow("a/1"), denial("b/1"), flow("c/1", stage="sought")).conflicts
    assert [(c.id, c.sides) for c in found] == [("denial:north>east:troops", ("a/1", "b/1"))]


def test_a_denial_by_name_is_shown_once() -> None:
    assert ids(flow("a/1"), denial("b/1", denies=("a/1",))) == ["denial:north>east:troops"]


def test_what_one_source_states_and_hedges_is_a_conflict_with_all_that_hedge() -> None:
    found = analysed(flow("a/1"), flow("a/2", wording="possible"), flow("b/1", wording="possible")).conflicts
    assert [(c.kind, c.sides) for c in found] == [("status", ("a/1", "a/2", "b/1"))]


def test_order_of_claims_changes_nothing() -> None:
    claims = [
        flow("a/1", quantity=troops(value=3000)),
        flow("b/1", quantity=troops(value=12000)),
        flow("b/2", wording="possible"),
        denial("c/1"),
    ]
    assert analysed(*claims).conflicts == analysed(*reversed(claims)).conflicts
