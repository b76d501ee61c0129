"""What changed between two days, and what was known on each."""

import datetime
from decimal import Decimal

from analysis.small import corpus, day, flow, judgment, revision, selected, source

from briefing.analysis import analyse
from briefing.analysis.changes import compare
from briefing.analysis.findings import Analysis, Changes
from briefing.corpus.quantities import Quantity
from briefing.corpus.records import Corpus
from briefing.problems import Location
from briefing.settings import Scope


def between(made: Corpus, before: str, after: str) -> Changes:
    return analyse(selected(made, after), analyse(selected(made, before))).changes


SOURCES = (source("a", published="2024-11-01"), source("b", published="2024-12-10"))


def test_a_new_source_brings_its_claims_and_moves_its_cells() -> None:
    changes = between(corpus(flow("a/1"), flow("b/1"), sources=SOURCES), "2024-12-01", "2025-01-01")
    assert changes.since == datetime.date(2024, 12, 1)
    assert (changes.new_sources, changes.new_claims) == (("b",), ("b/1",))
    (cell,) = changes.cells
    assert cell.before is not None
    assert cell.after is not None
    assert (cell.before.verification, cell.after.verification) == ("single-source", "corroborated")


def test_a_retracted_claim_is_gone_and_its_day_before_is_not() -> None:
    made = corpus(flow("a/1"), flow("b/1", retracted=day("2024-12-20")), sources=SOURCES)
    changes = between(made, "2024-12-15", "2025-01-01")
    assert (changes.lost_claims, changes.lost_sources) == (("b/1",), ("b",))


def test_a_partial_date_counts_from_its_last_day() -> None:
    made = corpus(flow("a/1"), sources=(source("a", published="2024-11"),))
    assert not selected(made, "2024-11-29").claims
    assert selected(made, "2024-11-30").claims


def test_a_claim_found_later_is_known_from_then() -> None:
    made = corpus(flow("a/1", added=day("2024-12-05")))
    assert not selected(made, "2024-12-04").claims
    assert selected(made, "2024-12-05").claims


def test_nothing_changes_between_a_day_and_itself() -> None:
    made = corpus(flow("a/1"), judgments=[judgment("j")])
    changes = between(made, "2025-01-01", "2025-01-01")
    assert not changes.material
    assert [j.change for j in changes.judgments] == ["unchanged"]


def test_judgments_are_new_raised_unchanged_and_retired_in_turn() -> None:
    made = corpus(
        flow("a/1"),
        judgments=[judgment("j", revision("2024-12-01", "raised", "very likely"), revision("2025-02-01", "retired"))],
    )

    def change(before: str, after: str) -> list[tuple[str, str]]:
        return [(j.change, j.before) for j in between(made, before, after).judgments]

    assert change("2024-10-01", "2024-11-20") == [("new", "")]
    assert change("2024-11-20", "2024-12-10") == [("raised", "likely")]
    assert change("2024-12-10", "2024-12-20") == [("unchanged", "")]
    assert change("2024-12-20", "2025-03-01") == [("retired", "")]
    assert change("2025-03-01", "2025-04-01") == []


def test_a_judgment_whose_confidence_alone_moved_is_a_change() -> None:
    made = corpus(flow("a/1"), judgments=[judgment("j", revision("2024-12-01", "unchanged", level="moderate"))])
    changes = between(made, "2024-11-20", "2024-12-10")
    (judged,) = changes.judgments
    assert (judged.change, judged.before, judged.confidence_before) == ("unchanged", "", "low")
    assert judged.why == "A source said so."
    assert changes.material
    assert not between(made, "2024-12-10", "2024-12-20").material


def test_the_first_issue_has_nothing_before() -> None:
    changes = analyse(selected(corpus(flow("a/1"), judgments=[judgment("j")]))).changes
    assert changes.since is None
    assert [j.change for j in changes.judgments] == ["new"]


def troops(number: int) -> Quantity:
    return Quantity(unit="troops", value=Decimal(number))


def test_a_revised_claim_names_its_fields_and_not_its_place() -> None:
    old, moved = flow("a/1"), flow("a/1", location=Location("a.yaml", 9, 1))
    new = flow("a/1", wording="reported", quantity=troops(3))
    before = analyse(selected(corpus(old)))
    assert compare(before, analyse(selected(corpus(moved)))).revised == ()
    (found,) = compare(before, analyse(selected(corpus(new)))).revised
    assert (found.id, found.fields) == ("a/1", ("wording", "quantity"))


def test_a_downgraded_source_says_why() -> None:
    before = analyse(selected(corpus(flow("a/1"), sources=(source("a", reliability="C"),))))
    after = analyse(selected(corpus(flow("a/1"), sources=(source("a", reliability="E"),))))
    (found,) = compare(before, after).regraded
    assert (found.id, found.before, found.after, found.why) == ("a", "C", "E", "known")


def test_ranges_widen_narrow_and_move() -> None:
    def span(*numbers: int) -> Analysis:
        return analyse(selected(corpus(*(flow(f"a/{n}", quantity=troops(n)) for n in numbers))))

    def moved(one: Analysis, other: Analysis) -> list[str]:
        return [r.change for r in compare(one, other).ranges]

    assert moved(span(5), span(3, 9)) == ["widened"]
    assert moved(span(3, 9), span(5)) == ["narrowed"]
    assert moved(span(3, 5), span(4, 9)) == ["moved"]
    assert moved(span(3, 9), span(3, 5, 9)) == []


def test_a_claim_out_of_scope_is_lost_and_not_retracted() -> None:
    made = corpus(flow("a/1"), flow("a/2", provider="west", recipient="north"))
    whole, part = analyse(selected(made)), analyse(selected(made, scope=Scope(actors=("west",))))
    changes = compare(whole, part)
    assert (changes.lost_claims, changes.retracted) == (("a/1",), ())


def test_a_conflict_that_is_found_no_more_is_gone_and_not_settled() -> None:
    clash = flow("a/1", quantity=troops(3)), flow("b/1", quantity=troops(9))
    changes = compare(analyse(selected(corpus(*clash))), analyse(selected(corpus(clash[0]))))
    assert (changes.gone, changes.settled, changes.opened) == (("quantity:north>east:troops:troops",), (), ())
