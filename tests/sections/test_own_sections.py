"""Sections of the user's own: notes."""

import datetime
import shutil
from pathlib import Path

import pytest

from briefing import issue
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


def _desk(folder: Path, brief: str, template: str, words: str) -> None:
    """The small corpus of the catalogue with a brief and a template of its own."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "config" / "weekly.yaml").write_text(brief, "utf-8")
    (folder / "words").mkdir()
    (folder / "words" / template).write_text(words, "utf-8")


def test_two_notes_may_have_one_template_and_one_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _desk(tmp_path, BRIEF, "note.md.j2", "# {{ title }}\n\nWe thank our readers.\n")
    monkeypatch.chdir(tmp_path)
    problems = examine(Path("config/weekly.yaml"), datetime.date(2025, 3, 5), {})
    assert [show(problem) for problem in problems if problem.severity == "error"] == []


LETTER = """\
title: Aid
corpus: ../corpus
templates: ../words
sections:
  - summary
  - note: {title: "From the  \u05d0\u05d1 editor", template: letter}
  - note:
      template: letter
      title: From \ue123
  - sources
"""


def test_words_of_a_title_that_cannot_be_set_are_told_where_the_brief_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for heading and contents; the words of the template around them have a place of their own."""
    _desk(tmp_path, LETTER, "letter.md.j2", "\n# A letter \ue124: *{{ title }}*\n\n{{ title }}.\n")
    monkeypatch.chdir(tmp_path)
    problems = examine(Path("config/weekly.yaml"), datetime.date(2025, 3, 5), {})
    assert [(str(problem.location), problem.code) for problem in problems if problem.severity == "error"] == [
        ("config/weekly.yaml:6:19", "font-rtl"),
        ("config/weekly.yaml:9:14", "font-glyph"),
        ("words/letter.md.j2:2:1", "font-glyph"),
    ]


def test_a_title_is_a_text_as_any_other_for_a_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = """# A letter {{ title|lower }}: {{ title }}

{{ title ~ "s desk" }}, {% if title == "From the editor" %}{{ title.upper() }}{% endif %}.
"""
    _desk(tmp_path, BRIEF.replace("  - method\n", ""), "note.md.j2", template)
    monkeypatch.chdir(tmp_path)
    loaded, _ = issue.read(Path("config/weekly.yaml"))
    assert loaded
    found, _ = issue.find(loaded, as_of=datetime.date(2025, 3, 5))
    assert found
    document, problems = issue.draft(found, created="2025-03-05T00:00:00Z")
    assert document, problems
    made, problems = issue.write(found, document, ["pdf", "txt"])  # the PDF is read back, its contents too
    assert made, problems
    (text,) = (data.decode() for name, data in made.files.items() if name.endswith(".txt"))
    assert "A letter from the editor: From the editor" in text
    assert "From the editors desk, FROM THE EDITOR." in text


def test_a_paragraph_that_begins_with_the_title_stands_in_its_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "# {{ title }}\n\n{{ title }}: North has sold 300 guns.\n"
    _desk(tmp_path, BRIEF.replace("  - method\n", ""), "note.md.j2", words)
    monkeypatch.chdir(tmp_path)
    problems = examine(Path("config/weekly.yaml"), datetime.date(2025, 3, 5), {})
    assert {str(p.location) for p in problems if p.code == "note-uncited"} == {"words/note.md.j2:3:1"}
