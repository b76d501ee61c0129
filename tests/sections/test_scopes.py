"""Narrow scopes over the sample corpus: each gives a sound paper, whatever it leaves out."""

import datetime

import msgspec
import pytest
from sections.papers import BRIEF

from briefing import issue
from briefing.document.checks import check
from briefing.problems import errors
from briefing.settings import Scope

SCOPES = {
    "one actor": Scope(actors=("dprk",)),
    "a supplier": Scope(actors=("china",)),
    "an actor of one claim": Scope(actors=("iran",)),
    "a bystander": Scope(actors=("g7",)),
    "one category": Scope(categories=("troops",)),
    "an unused category": Scope(categories=("recruits",)),
    "the whole corpus": Scope(),
}


@pytest.mark.parametrize("as_of", ["2023-10-01", "2025-03-02"])
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_a_paper_stands_in_any_scope(scope: Scope, as_of: str) -> None:
    loaded, _ = issue.read(BRIEF)
    assert loaded
    brief = msgspec.structs.replace(loaded.configuration.brief, scope=scope)
    narrowed = msgspec.structs.replace(loaded, configuration=msgspec.structs.replace(loaded.configuration, brief=brief))
    findings, problems = issue.find(narrowed, as_of=datetime.date.fromisoformat(as_of))
    assert findings
    document, said = issue.draft(findings, created=f"{as_of}T00:00:00Z")
    assert errors([*problems, *said]) == []
    assert document
    assert check(document) == []
