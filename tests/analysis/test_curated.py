"""Contradictions that curators add or settle, series, circular reporting, places and participants."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from analysis.small import analysed, corpus, day, denial, flow, selected, source

from briefing.analysis import analyse, conflicts
from briefing.analysis.event_conflicts import exclusive
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Corpus, CuratedConflict
from briefing.problems import Location
from briefing.selection import select
from briefing.settings import Scope


def troops(number: int) -> Quantity:
    return Quantity(unit="troops", value=Decimal(number))


def curated(key: str, action: Any, kind: Any, *claims: str, against: tuple[str, ...] = ()) -> CuratedConflict:
    given: dict[str, Any] = {"claims": claims, "against": against, "reason": "They are two counts."}
    return CuratedConflict(id=key, date=day("2024-11-05"), action=action, kind=kind, **given)


def account(key: str, **fields: Any) -> Any:
    given: dict[str, Any] = {"kind": "event", "provider": "", "recipient": "", "category": "", "stage": None}
    return flow(key, event="treaty", **(given | fields))


def test_an_added_conflict_shows_from_its_day_with_its_reason() -> None:
    made = corpus(flow("a/1"), flow("b/1"), conflicts=[curated("two", "added", "fact", "a/1", against=("b/1",))])
    assert analyse(selected(made, "2024-11-04")).conflicts == ()
    (found,) = analyse(selected(made, "2024-11-05")).conflicts
    assert (found.id, found.sides, found.note) == ("curated:two", ("a/1", "b/1"), "They are two counts.")


def test_an_added_conflict_needs_a_known_claim_on_both_sides() -> None:
    late = source("b", published="2024-12-10")
    record = curated("two", "added", "fact", "a/1", against=("b/1",))
    made = corpus(flow("a/1"), flow("b/1"), sources=(source("a"), late), conflicts=[record])
    assert analyse(selected(made, "2024-12-01")).conflicts == ()


def test_a_settled_conflict_stays_listed_with_its_reason_and_shows_as_a_change() -> None:
    claims = flow("a/1", quantity=troops(3)), flow("b/1", quantity=troops(9))
    made = corpus(*claims, conflicts=[curated("same", "settled", "quantity", "a/1", "b/1")])
    before = analyse(selected(made, "2024-11-04"))
    after = analyse(selected(made, "2024-11-05"), before)
    (found,) = after.conflicts
    assert (found.settled, found.curated, found.note) == (True, "same", "They are two counts.")
    assert (after.changes.settled, after.changes.opened, after.changes.gone) == ((found.id,), (), ())
    assert after.changes.material


def test_a_settlement_of_another_kind_or_other_claims_settles_nothing() -> None:
    claims = flow("a/1", quantity=troops(3)), flow("b/1", quantity=troops(9)), flow("c/1", category="shells")
    wrong = [curated("x", "settled", "date", "a/1"), curated("y", "settled", "quantity", "a/1", "c/1")]
    assert [c.settled for c in analysed(*claims, conflicts=wrong).conflicts] == [False]


def test_a_record_that_adds_or_settles_nothing_is_told_of() -> None:
    claims = flow("a/1", quantity=troops(3)), flow("b/1", quantity=troops(9)), flow("c/1", category="shells")
    records = [
        curated("sound", "settled", "quantity", "a/1", "b/1"),
        curated("again", "settled", "quantity", "b/1"),
        curated("kind", "settled", "date", "a/1", "b/1"),
        curated("claims", "settled", "quantity", "a/1", "c/1"),
        curated("added", "added", "fact", "a/1", against=("c/1",)),
    ]

    def told(made: Corpus, day: str, actors: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        selection = select(made, Scope(actors=actors), datetime.date.fromisoformat(day))
        found = conflicts.idle(selection, analyse(selection).conflicts)
        names = {record.location: record.id for record in made.conflicts.values()}
        return [(names[p.location], f"{p.severity}: {p.message}") for p in found]

    records = [msgspec.structs.replace(r, location=Location("c.yaml", n)) for n, r in enumerate(records, 1)]
    none = "warning: no such contradiction is found among these claims"
    made = corpus(*claims, conflicts=records)
    assert told(made, "2024-11-05") == [("kind", none), ("claims", none)]
    assert told(made, "2024-11-04") == []
    assert told(made, "2024-11-05", ("nobody",)) == []
    gone = msgspec.structs.replace(claims[2], retracted=day("2024-12-01"))
    withdrawn = "warning: c/1 is withdrawn, and nothing contradicts the rest"
    made = corpus(*claims[:2], gone, conflicts=records)
    assert told(made, "2024-11-30") == [("kind", none), ("claims", none)]
    assert told(made, "2024-12-01") == [("kind", none), ("claims", withdrawn), ("added", withdrawn)]


def test_a_growing_series_of_dated_counts_is_a_series_and_no_contradiction() -> None:
    counts = ((3000, "2024-10-23"), (1500, "2024-09-18"), (10000, "2024-11-04"))
    found = analysed(*(flow(f"a/{n}", quantity=troops(n), date=day(d)) for n, d in counts))
    assert found.conflicts == ()
    (series,) = found.series
    assert (series.claims, series.direction) == (("a/1500", "a/3000", "a/10000"), "growing")


@pytest.mark.parametrize(("counts", "direction"), [((9, 3), "falling"), ((3, 9, 4), "varying")])
def test_a_series_may_fall_or_vary(counts: tuple[int, ...], direction: str) -> None:
    claims = [flow(f"a/{i}", quantity=troops(n), date=day(f"2024-0{i}")) for i, n in enumerate(counts, 1)]
    assert [s.direction for s in analysed(*claims).series] == [direction]


def test_the_same_count_on_two_days_is_no_series() -> None:
    claims = [flow(f"a/{i}", quantity=troops(5), date=day(f"2024-0{i}")) for i in (1, 2)]
    assert analysed(*claims).series == ()


def test_sources_that_relay_one_origin_or_each_other_are_named() -> None:
    claims = flow("a/1", origin="ministry"), flow("b/1", origin="ministry"), flow("c/1"), flow("d/1")
    sources = (*map(source, "abc"), source("d", relays="c"))
    found = analysed(*claims, sources=sources).circular
    assert [(c.line, c.sources) for c in found] == [("origin:ministry", ("a", "b")), ("source:c", ("c", "d"))]
    assert found[0].about == ("north>east:troops",)


def test_one_origin_on_different_matters_is_no_circle() -> None:
    claims = flow("a/1", origin="ministry"), flow("b/1", origin="ministry", category="shells")
    assert analysed(*claims).circular == ()


def test_two_places_of_one_event_are_a_conflict_unless_one_may_hold_the_other() -> None:
    def kinds(one: str, other: str) -> list[str]:
        return [c.id for c in analysed(account("a/1", place=one), account("b/1", place=other)).conflicts]

    assert kinds("Kursk", "Vladivostok") == ["place:treaty"]
    assert kinds("Kursk", "kursk") == []
    assert kinds("Vladivostok", "Vladivostok area") == []
    assert kinds("Kursk", "Amur region") == []
    assert kinds("Kursk", "North") == []  # a state may hold any town
    assert kinds("North", "East") == ["place:treaty"]


def test_an_alias_is_the_same_state() -> None:
    made = corpus(flow("a/1"))
    assert not exclusive(made, "North", "north")
    assert exclusive(made, "North", "East")


def test_a_denial_that_an_actor_was_there_is_about_participants() -> None:
    there = account("a/1", actors=("north", "east"))
    absent = account("b/1", kind="denial", wording="denied", actors=("east",), speaker="east", denies=("a/1",))
    (found,) = analysed(there, absent).conflicts
    assert (found.kind, found.sides, found.reasons) == ("participants", ("a/1", "b/1"), ("party-denies",))


def test_refused_and_delivered_exclude_each_other_but_not_sought_and_delivered() -> None:
    assert [c.id for c in analysed(flow("a/1"), flow("b/1", stage="refused")).conflicts] == ["stage:north>east:troops"]
    assert analysed(flow("a/1"), flow("b/1", stage="sought")).conflicts == ()
    apart = flow("b/1", stage="refused", date=day("2023-01"))
    assert analysed(flow("a/1", date=day("2024-01")), apart).conflicts == ()


def test_a_claim_that_only_alleges_stands_against_one_that_states() -> None:
    (found,) = analysed(flow("a/1"), flow("b/1", wording="alleged")).conflicts
    assert (found.kind, found.reasons) == ("status", ("hedge-dropped",))


def test_denials_tell_whether_a_party_speaks() -> None:
    (found,) = analysed(flow("a/1"), denial("b/1", speaker="corps")).conflicts
    assert found.reasons == ("party-denies",)
