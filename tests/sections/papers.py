"""Papers from the sample corpus, for tests of what a brief says."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from briefing import issue
from briefing.document.nodes import Document
from briefing.problems import errors, show

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "config" / "weekly.yaml"
LATEST = "2025-03-02"


@cache
def findings(as_of: str = LATEST) -> issue.Findings:
    loaded, problems = issue.read(BRIEF)
    assert loaded, "\n".join(map(show, problems))
    found, more = issue.find(loaded, as_of=datetime.date.fromisoformat(as_of))
    assert found, "\n".join(map(show, more))
    return found


@cache
def paper(as_of: str = LATEST) -> Document:
    document, problems = issue.draft(findings(as_of), created=f"{as_of}T00:00:00Z")
    assert not errors(problems), "\n".join(map(show, problems))
    assert document
    return document
