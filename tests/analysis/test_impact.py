"""What falls when a source, a claim or an origin goes."""

import pytest
from analysis.small import analysed, corpus, flow, judgment, selected, source

from briefing.analysis import analyse
from briefing.analysis.findings import Analysis
from briefing.analysis.impact import impact, kind_of, rests_on
from briefing.corpus.records import InformationOrigin

KEY = ("north", "east", "troops")


def three() -> Analysis:
    claims = flow("a/1", origin="ministry"), flow("b/1"), flow("b/2", category="shells")
    return analyse(selected(corpus(*claims, judgments=[judgment("j")])))


def test_a_source_takes_its_claims_levels_and_cells_along() -> None:
    found = impact(three(), "b")
    assert (found.kind, found.sources, found.claims) == ("source", ("b",), ("b/1", "b/2"))
    assert [(level.key, level.before, level.after) for level in found.levels] == [
        (("north", "east", "shells"), "single-source", None),
        (KEY, "corroborated", "single-source"),
    ]
    assert found.judgments == ()


def test_a_judgment_loses_support_by_claims_and_lines() -> None:
    (support,) = impact(three(), "ministry").judgments
    assert (support.id, support.lost, support.left) == ("j", ("a/1",), ())
    assert (support.lines_before, support.lines_after) == (1, 0)


def test_conflicts_that_need_the_claim_go_with_it() -> None:
    found = impact(analysed(flow("a/1"), flow("a/2", wording="possible")), "a/2")
    assert (found.kind, found.conflicts_gone) == ("claim", ("status:north>east:troops:delivered",))
    assert [level.after for level in found.levels] == ["single-source"]


@pytest.mark.parametrize("key", ["wire", "ministry", "c", "b"])
def test_what_relays_a_record_through_others_rests_on_it(key: str) -> None:
    origins = [
        InformationOrigin(id="wire", name="the wire", type="media", relays="ministry", source="b"),
        InformationOrigin(id="ministry", name="the ministry", type="official"),
    ]
    made = corpus(
        flow("a/1", origin="wire"),
        flow("a/2"),
        sources=(source("a"), source("b", relays="c"), source("c")),
        origins=origins,
    )
    assert rests_on(made, made.claims["a/1"], key)
    assert not rests_on(made, made.claims["a/2"], key)


def test_nothing_rests_on_what_is_not_there() -> None:
    analysis = three()
    assert kind_of(analysis.selection.corpus, "nobody") == ""
    assert impact(analysis, "nobody").claims == ()
