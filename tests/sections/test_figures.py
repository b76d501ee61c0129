"""The figures of a brief: drawn where they are worth it, told in words in full, with their data in the annex."""

from __future__ import annotations

import msgspec
import pytest
from sections.papers import findings, paper

from briefing import issue
from briefing.document.nodes import Document, Figure, HubAndSpokes, Intervals, LikelihoodBar, Table, Timeline
from briefing.document.walk import text_of, walk
from briefing.problems import errors

DATES = ("2023-10-01", "2024-12-01", "2025-02-02", "2025-03-02")


def figures(document: Document) -> list[Figure]:
    return [node for node in walk(document) if isinstance(node, Figure)]


def drawn(document: Document, kind: type) -> list[Figure]:
    return [figure for figure in figures(document) if isinstance(figure.picture, kind)]


def composed(options: dict[str, dict[str, object]], as_of: str = DATES[-1]) -> tuple[Document | None, list[str]]:
    """The paper with these options for its sections, by name, and the errors."""
    found = findings(as_of)
    brief = found.configuration.brief
    sections = tuple(
        msgspec.structs.replace(s, options=options[s.name]) if s.name in options else s for s in brief.sections
    )
    configuration = msgspec.structs.replace(
        found.configuration, brief=msgspec.structs.replace(brief, sections=sections)
    )
    changed = msgspec.structs.replace(found, configuration=configuration)
    document, problems = issue.draft(changed, created=f"{as_of}T00:00:00Z")
    return document, [problem.message for problem in errors(problems)]


@pytest.mark.parametrize("as_of", DATES)
def test_each_issue_shows_flows_and_timeline_once(as_of: str) -> None:
    assert len(drawn(paper(as_of), HubAndSpokes)) == 1
    assert len(drawn(paper(as_of), Timeline)) == 1
    assert all(figure.caption for figure in figures(paper(as_of)) if not isinstance(figure.picture, LikelihoodBar))


@pytest.mark.parametrize("as_of", DATES)
def test_the_alternative_text_names_every_party_and_every_flow(as_of: str) -> None:
    (figure,) = drawn(paper(as_of), HubAndSpokes)
    picture = figure.picture
    assert isinstance(picture, HubAndSpokes)
    names = {party.id: party.label for party in picture.parties}
    assert picture.hub == "russia"
    assert 3 <= len(names) <= 12
    assert all(name in figure.alt for name in names.values())
    for flow in picture.flows:
        assert f"{names[flow.giver]} to {names[flow.receiver]}, {flow.label}." in figure.alt


@pytest.mark.parametrize("as_of", DATES)
def test_a_flow_has_the_lines_of_the_cells_that_it_stands_for(as_of: str) -> None:
    (figure,) = drawn(paper(as_of), HubAndSpokes)
    picture = figure.picture
    assert isinstance(picture, HubAndSpokes)
    cells = findings(as_of).analysis.cells.values()
    for flow in picture.flows:
        here = [c.headline for c in cells if (c.dyad.provider, c.dyad.recipient) == (flow.giver, flow.receiver)]
        assert 0 <= flow.lines <= len({line.id for headline in here for line in headline.lines})
        assert (flow.status == "unverified") <= (flow.lines == 0)
    both = {(flow.giver, flow.receiver) for flow in picture.flows}
    assert {("dprk", "russia"), ("russia", "dprk"), ("china", "russia")} <= both


@pytest.mark.parametrize("as_of", DATES)
def test_the_alternative_text_names_every_entry_with_its_date(as_of: str) -> None:
    (figure,) = drawn(paper(as_of), Timeline)
    picture = figure.picture
    assert isinstance(picture, Timeline)
    assert len(picture.entries) >= 3
    for entry in picture.entries:
        assert f"{entry.value}, {entry.label}" in figure.alt
        assert f"{entry.lane}: " in figure.alt


def test_dates_on_which_sources_differ_are_both_drawn_and_marked() -> None:
    (figure,) = drawn(paper(), Timeline)
    assert isinstance(figure.picture, Timeline)
    treaty = [entry for entry in figure.picture.entries if entry.label.startswith("Partnership treaty")]
    assert [entry.first.year for entry in treaty] == [2023, 2024]
    assert all("sources differ" in entry.label for entry in treaty)
    assert len({entry.lane for entry in treaty}) == 1


@pytest.mark.parametrize("as_of", DATES)
def test_only_three_figures_or_more_are_drawn_as_intervals(as_of: str) -> None:
    for figure in drawn(paper(as_of), Intervals):
        assert isinstance(figure.picture, Intervals)
        assert len(figure.picture.rows) >= 3
        caption = text_of(figure.caption)
        assert all(row.label.partition(",")[0] in caption for row in figure.picture.rows)


@pytest.mark.parametrize("as_of", DATES)
def test_a_bar_says_what_the_text_beside_it_says(as_of: str) -> None:
    words = text_of(paper(as_of)).replace("\xa0", " ")
    for figure in drawn(paper(as_of), LikelihoodBar):
        assert isinstance(figure.picture, LikelihoodBar)
        assert figure.picture.label.replace("\xa0", " ") in words


def data_tables(document: Document) -> list[Table]:
    return [node for node in walk(document) if isinstance(node, Table) and node.id.startswith("data-")]


@pytest.mark.parametrize("as_of", DATES)
def test_the_register_holds_the_data_of_each_figure(as_of: str) -> None:
    captioned = [figure for figure in figures(paper(as_of)) if figure.caption]
    tables = {table.id: table for table in data_tables(paper(as_of))}
    assert list(tables) == [*(f"data-{figure.id}" for figure in captioned), "data-bars"]
    (flows,) = drawn(paper(as_of), HubAndSpokes)
    assert isinstance(flows.picture, HubAndSpokes)
    rows = [text_of(row) for row in tables[f"data-{flows.id}"].body]
    assert len(rows) == len(flows.picture.flows)
    for row, flow in zip(rows, flows.picture.flows, strict=True):
        assert flow.label in row
        assert f" {flow.lines} " in row


def test_the_data_can_be_left_out() -> None:
    document, faults = composed({"register": {"figures": False}})
    assert faults == []
    assert document
    assert data_tables(document) == []
    _, faults = composed({"register": {"figures": "some"}})
    assert faults == ["figures is 'some', neither true nor false"]


def test_a_short_timeline_has_no_figure() -> None:
    document, faults = composed({"timeline": {"since": "2024-12-05"}})
    assert faults == []
    assert document
    assert drawn(document, Timeline) == []
    assert any(isinstance(node, Table) and node.id == "timeline" for node in walk(document))
