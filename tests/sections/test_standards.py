"""Drafts, scorecards and waivers in a paper, and what a note of the user's own says."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import issue
from briefing.document.nodes import Callout, Document, Table
from briefing.document.walk import text_of, walk
from briefing.problems import Problem, errors

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "errors" / "base"
BRIEF = """
title: Shells between neighbours
corpus: ../corpus
style: style.yaml
first_issue: 2024-01-07
marking: TLP:GREEN
templates: ../words
sections: [summary, {note: {title: A note}}, method, scorecard, sources]
"""
FAULTY = "North may send more shells."
NOTE = """# {{ title }} {#note}

This brief is short.

- North has sold guns.
- North has sold shells [@post-2024/1].

East sells 300 guns.
"""


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small corpus of the catalogue, with a brief that has a note and a scorecard."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "config" / "weekly.yaml").write_text(BRIEF, "utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "note.md.j2").write_text("# {{ title }} {#note}\n\nThis brief is short.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(folder: Path, old: str = "North will very likely send more shells.", new: str = FAULTY) -> None:
    path = folder / "corpus" / "judgments.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def paper(*, as_draft: bool = False) -> tuple[Document | None, list[Problem]]:
    loaded, problems = issue.read(Path("config/weekly.yaml"))
    assert loaded, problems
    found, more = issue.find(loaded, as_of=datetime.date(2025, 3, 5))
    assert found, more
    return issue.draft(found, created="2025-03-05T00:00:00Z", as_draft=as_draft)


def scorecard(document: Document) -> dict[str, str]:
    """The outcome of each check, by its words."""
    (table,) = (n for n in walk(document) if isinstance(n, Table) and n.id == "scorecard")
    return {text_of(row.cells[-2]): text_of(row.cells[-1]) for row in table.body}


def test_a_faulty_paper_is_refused_and_a_draft_of_it_says_so(corpus: Path) -> None:
    spoil(corpus)
    document, problems = paper()
    assert document is None
    assert sorted(p.code for p in errors(problems)) == ["bare-modal", "likelihood-text"]
    document, problems = paper(as_draft=True)
    assert document is not None
    assert errors(problems) == []
    assert {p.code for p in problems} == {"bare-modal", "likelihood-text"}
    assert document.properties.draft
    first = document.blocks[0]
    assert isinstance(first, Callout)
    assert first.kind == "draft"
    words = text_of(first)
    assert "2 points are open" in words
    assert 'Judgment 1 (trade): "may" is no estimate. [bare-modal]' in words
    assert str(corpus) not in words


def test_a_draft_without_faults_says_that_nothing_is_open() -> None:
    document, _ = paper()
    assert document
    assert not document.properties.draft
    document, problems = paper(as_draft=True)
    assert document
    assert problems == []
    assert "Nothing is open" in text_of(document.blocks[0])


def test_a_draft_is_no_way_round_other_errors(corpus: Path) -> None:
    (corpus / "words" / "note.md.j2").write_text("# Note {#note}\n\n[@post-2024/9]\n", "utf-8")
    document, problems = paper(as_draft=True)
    assert document is None
    assert [p.code for p in problems] == ["citation-unknown"]


def test_the_command_refuses_and_builds_a_draft(corpus: Path) -> None:
    spoil(corpus)

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "briefing", "build", "config/weekly.yaml", "--as-of", "2025-03-05", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, cwd=corpus, env=environment, capture_output=True, text=True, check=False)

    refused = run("--formats", "docx", "--out", "out")
    assert refused.returncode == 1
    assert "2 errors in 1 file; nothing was written" in refused.stderr
    assert not (corpus / "out").exists()
    drafted = run("--formats", "docx", "--out", "out", "--draft")
    assert drafted.returncode == 0
    assert "2 warnings in 1 file" in drafted.stderr
    assert len(list((corpus / "out").rglob("*.docx"))) == 1


def test_the_scorecard_tells_what_passed_what_is_open_and_what_was_waived(corpus: Path) -> None:
    spoil(corpus)
    text = (corpus / "corpus" / "judgments.yaml").read_text("utf-8")
    waiver = "    waive:\n      - {rule: likelihood-text, reason: A test of waivers.}\n"
    (corpus / "corpus" / "judgments.yaml").write_text(text + waiver, "utf-8")
    document, _ = paper(as_draft=True)
    assert document
    outcomes = scorecard(document)
    assert outcomes["A judgment’s words and its degree of likelihood agree"] == "1 waived"
    assert outcomes["No “may”, “might”, “could” in place of an estimate"] == "1 open"
    assert outcomes["One row of synonyms throughout"] == "passed"
    assert outcomes["Nothing is current on old sources alone"] == "not applied"
    assert len(outcomes) == 24
    words = text_of(document)
    assert "Judgment 1: a judgment’s words and its degree of likelihood agree. Set aside: A test of waivers." in words
    assert "1 finding is open. 1 finding was waived, with the reasons given under Method. 1 check was not" in words


def test_a_waiver_needs_a_rule_and_a_reason(corpus: Path) -> None:
    path = corpus / "corpus" / "judgments.yaml"
    path.write_text(path.read_text("utf-8") + "    waive:\n      - {rule: bare-modals}\n", "utf-8")
    _, problems = issue.read(Path("config/weekly.yaml"))
    assert [(p.code, str(p.location)) for p in problems] == [
        ("key-missing", "corpus/judgments.yaml:19:9"),
        ("value-vocabulary", "corpus/judgments.yaml:19:16"),
    ]


def test_what_a_note_says_is_checked_where_it_says_it(corpus: Path) -> None:
    (corpus / "words" / "note.md.j2").write_text(NOTE, "utf-8")
    document, problems = paper()
    assert document is None
    assert [(p.code, p.severity, str(p.location)) for p in sorted(problems, key=lambda p: (p.location, p.code))] == [
        ("note-uncited", "warning", "words/note.md.j2:5:1"),
        ("figure-unsupported", "error", "words/note.md.j2:8:1"),
        ("note-uncited", "warning", "words/note.md.j2:8:1"),
    ]


def test_a_fault_in_a_note_stands_on_the_line_of_its_words(corpus: Path) -> None:
    note = "# {{ title }} {#note}\n\nThis brief is short,\nas **ever** it was{{ '' }}.\nNorth builds more shells.\n\n"
    (corpus / "words" / "note.md.j2").write_text(f"{note}- One\n  and this.\n  South builds more.\n", "utf-8")
    _, problems = paper()
    found = [str(p.location) for p in problems if p.code == "note-uncited"]
    assert found == ["words/note.md.j2:5:1", "words/note.md.j2:9:1"]


@pytest.mark.parametrize("processors", [{0}, {0, 1}])
def test_what_is_open_is_told_with_what_is_wrong_in_the_formats(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, processors: set[int]
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: processors, raising=False)
    brief = BRIEF.replace(", method, scorecard", "")
    (corpus / "config" / "weekly.yaml").write_text(brief, "utf-8")
    spoil(corpus)
    spoil(corpus, "alternative: North sends none.", "alternative: North sends none of its \U000f0000.")
    built, problems = issue.build(
        Path("config/weekly.yaml"), as_of=datetime.date(2025, 3, 5), created="2025-03-05T00:00:00Z"
    )
    assert built is None
    assert sorted(p.code for p in errors(problems)) == ["bare-modal", "font-glyph", "likelihood-text"]
