"""Sections of the user's own: notes."""

import datetime
import shutil
from pathlib import Path

import pytest

from briefing.commands.check import examine
from briefing.problems import show

BASE = Path(__file__).parents[1] / "errors" / "base"
BRIEF = """\
title: Aid
corpus: ../corpus
templates: ../words
sections:
  - summary
  - note: {title: From the editor, template: note.md.j2}
  - note: {title: From the editor, template: note.md.j2}
  - method
  - sources
"""


def test_two_notes_may_have_one_template_and_one_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "config" / "weekly.yaml").write_text(BRIEF, "utf-8")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "note.md.j2").write_text("# {{ title }}\n\nWe thank our readers.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    problems = examine(Path("config/weekly.yaml"), datetime.date(2025, 3, 5), {})
    assert [show(problem) for problem in problems if problem.severity == "error"] == []
