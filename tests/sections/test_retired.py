"""A brief of which all judgments were retired since the last issue still says so."""

import datetime
import shutil
from pathlib import Path

from briefing import issue
from briefing.document.nodes import Heading
from briefing.document.walk import text_of
from briefing.problems import errors

BASE = Path(__file__).parents[1] / "errors" / "base"
BRIEF = """title: Shells
corpus: ../corpus
first_issue: 2024-01-07
sections: [summary, sources]
"""
RETIRED = "      - {date: 2025-02-25, change: retired, why: It is over.}\n    matters: Each"


def test_the_last_judgment_may_be_retired(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    judgments = tmp_path / "corpus/judgments.yaml"
    judgments.write_text(judgments.read_text().replace("    matters: Each", RETIRED))
    (tmp_path / "corpus/recommendations.yaml").unlink()
    (tmp_path / "config/weekly.yaml").write_text(BRIEF)
    day = datetime.date(2025, 3, 5)
    loaded, _ = issue.read(tmp_path / "config/weekly.yaml")
    assert loaded
    findings, _ = issue.find(loaded, as_of=day)
    assert findings
    document, problems = issue.draft(findings, created=f"{day}T00:00:00Z")
    assert document, errors(problems)
    headings = [(block.level, text_of(block)) for block in document.blocks if isinstance(block, Heading)]
    assert (2, "No longer held") in headings
