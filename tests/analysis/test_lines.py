"""Independent lines: who counts as one, and who as two."""

from analysis.small import analysed, corpus, flow, source

from briefing.analysis.lines import line_of
from briefing.corpus.records import InformationOrigin


def test_three_articles_that_relay_one_official_are_one_line() -> None:
    found = analysed(*(flow(f"{s}/1", origin="ministry", wording="reported") for s in "abc"))
    cell = found.cells["north", "east", "troops"]
    assert [line.id for line in cell.headline.lines] == ["origin:ministry"]
    assert cell.headline.verification == "single-source"


def test_a_claim_without_origin_is_its_sources_own_line() -> None:
    found = analysed(flow("a/1"), flow("b/1"))
    assert {line.id for line in found.cells["north", "east", "troops"].headline.lines} == {"source:a", "source:b"}


def test_unstated_origins_never_join_two_sources_nor_split_one() -> None:
    reports = InformationOrigin(id="reports", name="unnamed reports", type="unstated")
    claims = (flow("a/1", origin="reports"), flow("a/2"), flow("b/1", origin="reports"))
    found = analysed(*claims, origins=[reports])
    assert found.lines == {"a/1": "source:a", "a/2": "source:a", "b/1": "source:b"}


def test_chains_of_origins_and_sources_are_followed_to_their_end() -> None:
    origins = [
        InformationOrigin(id="wire", name="the wire", type="media", relays="ministry"),
        InformationOrigin(id="ministry", name="the ministry", type="official"),
        InformationOrigin(id="paper", name="the paper", type="media", source="b"),
    ]
    made = corpus(
        flow("a/1", origin="wire"),
        flow("a/2", origin="paper"),
        flow("b/1"),
        sources=(source("a"), source("b", relays="c"), source("c")),
        origins=origins,
    )
    assert line_of(made, made.claims["a/1"]) == "origin:ministry"
    assert line_of(made, made.claims["a/2"]) == "source:c"
    assert line_of(made, made.claims["b/1"]) == "source:c"


def test_loops_end() -> None:
    origins = [
        InformationOrigin(id="x", name="x", type="media", relays="y"),
        InformationOrigin(id="y", name="y", type="media", relays="x"),
    ]
    made = corpus(flow("a/1", origin="x"), sources=(source("a", relays="b"), source("b", relays="a")), origins=origins)
    assert line_of(made, made.claims["a/1"]).startswith("source:")
