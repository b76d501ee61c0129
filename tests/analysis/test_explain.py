"""Each finding says which claims it rests on, and by which rule."""

from typing import get_args

from analysis.small import analysed, denial, flow, judgment

from briefing.analysis.explain import CONFLICTS, REASONS, explain
from briefing.analysis.findings import Reason
from briefing.corpus.records import ConflictKind

KEY = ("north", "east", "troops")


def test_a_cell_names_its_lines_rules_and_what_does_not_count() -> None:
    found = analysed(flow("a/1"), flow("b/1", origin="ministry"), flow("c/1", wording="possible"), denial("c/2"))
    said = explain(found, found.cells[KEY])
    assert "Line origin:ministry: b/1." in said
    assert "Not counted: c/1, which is possible." in said
    assert "Denied by c/2." in said
    assert any(s.startswith("delivered: disputed, because all that states it is denied") for s in said)


def test_a_conflict_names_rule_sides_and_reason() -> None:
    found = analysed(flow("a/1"), flow("a/2", wording="possible"))
    assert explain(found, found.conflicts[0]) == (
        "status: one flow at one stage is stated as fact here, and hedged or only alleged there.",
        "Sides: a/1, a/2.",
        "Likely because one line both states and hedges it.",
    )


def test_a_judgment_names_its_claims_lines_and_contradictions() -> None:
    found = analysed(flow("a/1"), flow("a/2", wording="possible"), judgments=[judgment("j")])
    said = explain(found, found.selection.judgments["j"])
    assert said[:2] == ("Rests on 1 claims from 1 lines.", "Line source:a: a/1.")
    assert "Contradictions that touch it: status:north>east:troops:delivered." in said


def test_every_kind_and_reason_has_its_words() -> None:
    assert set(CONFLICTS) == set(get_args(ConflictKind))
    assert set(REASONS) == set(get_args(Reason))
