"""Briefs and styles as users write them, right and wrong."""

import os
from pathlib import Path
from textwrap import dedent

import pytest

from briefing.configuration import Configuration, is_brief, load, shown_path
from briefing.problems import Problem, show
from briefing.settings import Style

SECTIONS = ("summary", "changes", "note", "sources")
BRIEF = """\
title: Aid
corpus: ../seeds
sections:
  - summary: {judgments: 6}
  - changes
  - note: {template: a.md.j2}
  - note: {template: b.md.j2}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config").mkdir()
    monkeypatch.chdir(tmp_path)
    return Path("config")


def loaded(place: Path, brief: str, style: str | None = None) -> Configuration:
    found, problems = written(place, brief, style)
    assert [show(problem) for problem in problems] == []
    assert found is not None
    return found


def complaints(place: Path, brief: str, style: str | None = None) -> list[str]:
    _, problems = written(place, brief, style)
    return [show(problem).partition("\n")[0] for problem in problems]


def written(place: Path, brief: str, style: str | None) -> tuple[Configuration | None, list[Problem]]:
    (place / "weekly.yaml").write_text(dedent(brief), "utf-8")
    if style is not None:
        (place / "style.yaml").write_text(dedent(style), "utf-8")
    return load(place / "weekly.yaml", SECTIONS)


def test_sections_are_names_or_names_with_options(place: Path) -> None:
    found = loaded(place, BRIEF)
    assert [(s.name, s.options) for s in found.brief.sections] == [
        ("summary", {"judgments": 6}),
        ("changes", {}),
        ("note", {"template": "a.md.j2"}),
        ("note", {"template": "b.md.j2"}),
    ]
    assert found.brief.sections[1].location.line == 5


def test_paths_are_relative_to_the_brief_and_the_style_is_the_default(place: Path) -> None:
    found = loaded(place, BRIEF)
    assert found.corpus.resolve() == Path("seeds").resolve()
    assert found.style == Style()
    assert found.templates is None


def test_a_brief_may_have_its_own_templates(place: Path) -> None:
    (place / "words").mkdir()
    found = loaded(place, BRIEF + "templates: words\n")
    assert found.templates == place / "words"


def test_a_style_is_read_from_its_file(place: Path) -> None:
    style = """\
    page: Letter
    margins: {left: 30}
    colours: {accent: "#112233"}
    body_size: 11
    body_leading: 15.5
    """
    found = loaded(place, BRIEF + "style: style.yaml\n", style).style
    assert (found.page, found.margins.left, found.margins.right) == ("Letter", 30, 22)
    assert (found.colours.accent, found.body_leading) == ("#112233", 15.5)


def test_all_faults_of_a_brief_are_shown_at_once_each_at_its_place(place: Path) -> None:
    brief = """\
    title: Aid
    corpus: ../seedz
    contct: en
    language: english please
    templates: nowhere
    formats: []
    sections:
      - sumary
      - changes
      - changes: {since: 2024}
    """
    assert complaints(place, brief) == [
        "config/weekly.yaml:3:1: error: there is no key `contct` here [key-unknown]",
        "config/weekly.yaml:2:9: error: there is no folder seedz [folder-missing]",
        "config/weekly.yaml:5:12: error: there is no folder config/nowhere [folder-missing]",
        "config/weekly.yaml:4:11: error: 'english please' is no language [brief-language]",
        "config/weekly.yaml:6:10: error: no format is named [brief-formats]",
        "config/weekly.yaml:8:5: error: there is no section 'sumary' [section-unknown]",
        "config/weekly.yaml:10:5: error: the section 'changes' stands here a second time [section-twice]",
    ]


def test_an_unknown_section_gets_the_nearest_name_or_all_names(place: Path) -> None:
    _, problems = written(place, "title: T\ncorpus: ../seeds\nsections: [sumary, xyz]\n", None)
    assert [p.hint for p in problems] == ['did you mean "summary"?', "there are summary, changes, note, sources"]


def test_a_section_with_two_keys_is_a_problem(place: Path) -> None:
    brief = "title: T\ncorpus: ../seeds\nsections:\n  - summary:\n    judgments: 6\n"
    assert [c.partition(" error")[0] for c in complaints(place, brief)] == ["config/weekly.yaml:4:5:"]


def test_all_faults_of_a_style_are_shown_at_once(place: Path) -> None:
    style = """\
    margins: {left: 200, right: 3}
    colours: {ink: black, accent: "#12345"}
    fonts:
      serif: mine/Serif-Regular.ttf
      fallback: [source-sans-pro, other.ttf]
    body_size: 0
    h1_size: 18
    h1_leading: 12
    small_size: -1e3
    """
    assert complaints(place, BRIEF + "style: style.yaml\n", style) == [
        'config/style.yaml:9:13: error: expected a number, found "-1e3" [value-number]',
    ]
    assert complaints(place, BRIEF + "style: style.yaml\n", style.replace("-1e3", "200")) == [
        "config/style.yaml:2:16: error: 'black' is no colour [style-colour]",
        "config/style.yaml:2:31: error: '#12345' is no colour [style-colour]",
        "config/style.yaml:1:17: error: a margin of 200 mm is outside 5 to 80 mm [style-margin]",
        "config/style.yaml:1:29: error: a margin of 3 mm is outside 5 to 80 mm [style-margin]",
        "config/style.yaml:1:10: error: the margins leave 7 mm for text, less than 80 mm [style-margin]",
        "config/style.yaml:6:12: error: a size of 0 points is outside 4 to 72 [style-size]",
        "config/style.yaml:8:13: error: a line height of 12 points does not go with a size of 18 [style-size]",
        "config/style.yaml:9:13: error: a size of 200 points is outside 4 to 72 [style-size]",
        "config/style.yaml:4:10: error: there is no file config/mine/Serif-Regular.ttf [style-font]",
        "config/style.yaml:5:14: error: there is no file source-sans-pro [style-font]",
        "config/style.yaml:5:31: error: there is no file config/other.ttf [style-font]",
    ]


def test_a_style_that_is_not_there_is_a_fault_of_the_brief(place: Path) -> None:
    assert complaints(place, BRIEF + "style: styel.yaml\n") == [
        "config/weekly.yaml:8:8: error: there is no file config/styel.yaml [file-missing]"
    ]


def test_a_name_that_no_system_can_hold_is_a_problem(place: Path) -> None:
    long = "x" * 5000
    brief = f"title: T\ncorpus: {long}\nstyle: {long}\ntemplates: {long}\nsections: [sources]\n"
    codes = [complaint.rpartition("[")[2] for complaint in complaints(place, brief)]
    assert codes == ["folder-missing]", "folder-missing]", "file-unreadable]"]


def test_paths_through_links_are_not_shortened(place: Path) -> None:
    (Path("elsewhere") / "deep").mkdir(parents=True)
    (Path("elsewhere") / "seeds").mkdir()
    (place / "linked").symlink_to(Path.cwd() / "elsewhere" / "deep")
    found = loaded(place, BRIEF.replace("../seeds", "linked/../seeds"))
    assert shown_path(found.corpus) == "config/linked/../seeds"
    assert shown_path(place / ".." / "seeds") == "seeds"


@pytest.mark.parametrize("brief", ["", "[]", "title: [", "- a", "\x00", "title: T"])
def test_what_is_no_brief_is_a_problem(place: Path, brief: str) -> None:
    assert complaints(place, brief)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("title: T\nsections: []\n", True), ("body_size: 10\n", False), ("- sections\n", False), ("title: [\n", True)],
)
def test_a_brief_is_told_from_other_files_and_broken_files_are_not_passed_over(
    place: Path, text: str, expected: bool
) -> None:
    (place / "x.yaml").write_text(text)
    assert is_brief(place / "x.yaml") is expected


def test_a_logo_that_is_no_picture_is_a_problem_of_the_style(place: Path) -> None:
    brief = BRIEF + "style: style.yaml\n"
    (place / "logo.png").write_bytes(b"GIF89a")
    style = "logo: {file: logo.png, alt: The house, height: 10}\n"
    assert complaints(place, brief, style) == [
        "config/style.yaml:1:14: error: config/logo.png is no PNG picture, whatever its name says [style-logo]"
    ]
    (place / "logo.png").unlink()
    (place / "logo.png").mkdir()
    assert complaints(place, brief, style) == [
        "config/style.yaml:1:14: error: there is no file config/logo.png [style-logo]"
    ]


def test_a_key_left_without_its_value_does_not_take_the_default_in_silence(place: Path) -> None:
    brief = BRIEF + "style: style.yaml\nhandling:\nmarking:\n"
    hint = "give it one, or delete the key; what begins with # stands in quotes"
    (place / "weekly.yaml").write_text(brief)
    (place / "style.yaml").write_text("colours: {alert: '#9B2C1F'}\nbody_size:\n")
    (place / "accent.yaml").write_text("colours:\n  accent: #AA0000\n")
    _, problems = load(place / "weekly.yaml", SECTIONS)
    assert {(p.message, p.code, p.hint) for p in problems} >= {
        ("`marking` has no value", "value-empty", hint),
        ("`body_size` has no value", "value-empty", hint),
    }
    assert complaints(place, BRIEF + "style: accent.yaml\n", "") == [
        "config/accent.yaml:2:10: error: `accent` has no value [value-empty]"
    ]


def test_line_ends_that_are_none_any_more_are_told_as_such(place: Path) -> None:
    (place / "weekly.yaml").write_bytes(dedent(BRIEF).replace("\n", "\r").encode())
    _, problems = load(place / "weekly.yaml", SECTIONS)
    assert ("file-characters", "save the file with the line ends of Linux (LF) or Windows (CR LF)") in {
        (problem.code, problem.hint) for problem in problems
    }


def test_what_cannot_be_seen_in_a_value_is_shown(place: Path) -> None:
    found = complaints(place, BRIEF + "cadence: weekly\u00a0\n", "")
    assert [text.partition(", found ")[2] for text in found] == ['"weekly<U+00A0>" [value-vocabulary]']


@pytest.mark.parametrize("name", ["pipe.yaml", "/dev/null", "/dev/zero"])
def test_what_is_no_file_is_not_waited_for(place: Path, name: str) -> None:
    os.mkfifo(place / "pipe.yaml")
    _, problems = load(place / name, SECTIONS)
    assert [problem.message for problem in problems] == ["the file cannot be read: it is a device or a pipe"]
