"""The catalogue of faults: one folder of `errors/` per code, with the files that differ from `errors/base` and the
exact messages they give. A case may hold the folders `corpus/`, `texts/`, `config/` and `words/`; `PREPARE` makes
what git cannot keep.
"""

import ast
import datetime
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest

from briefing.commands.check import examine
from briefing.corpus import text_checks, texts
from briefing.corpus.checks import check
from briefing.corpus.load import load
from briefing.corpus.records import TradecraftRule
from briefing.problems import Problem, ordered, show
from briefing.yamlfile import pinpoint

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "tests" / "errors"
CODES = sorted(path.name for path in CATALOGUE.iterdir() if path.name != "base")
RULES = get_args(TradecraftRule)
# Faults of briefs, styles and wording, and of tradecraft, which is checked with a brief.
BRIEFS = [code for code in CODES if code in RULES or (CATALOGUE / code / "config").is_dir()]
CASES = [code for code in CODES if code not in BRIEFS]

# The modules whose codes must all stand in the catalogue.
CODED = (
    *sorted((ROOT / "briefing" / "yamlfile").glob("*.py")),
    *sorted((ROOT / "briefing" / "corpus").glob("*.py")),
    ROOT / "briefing" / "configuration.py",
    ROOT / "briefing" / "contrast.py",
    ROOT / "briefing" / "schedule.py",
    ROOT / "briefing" / "sections" / "broken.py",
    *sorted((ROOT / "briefing" / "sections" / "prose").glob("*.py")),
    ROOT / "briefing" / "sections" / "vocabulary.py",
    ROOT / "briefing" / "writers" / "pdf" / "fontbook.py",
)
NO_CODES = frozenset({"utf-8", "en-GB", "bold-italic"})
DAY = datetime.date(2025, 3, 5)
VOCABULARIES = ROOT / "briefing" / "corpus" / "records.py"


def too_large(folder: Path) -> None:
    with (folder / "corpus" / "glossary.yaml").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)


def unreadable(folder: Path) -> None:
    path = folder / "corpus" / "glossary.yaml"
    path.unlink()
    path.symlink_to(path.name)


def without_folder(folder: Path) -> None:
    shutil.rmtree(folder / "corpus")


def without_settings(folder: Path) -> None:
    (folder / "corpus" / "corpus.yaml").unlink()


def not_utf8(folder: Path) -> None:
    (folder / os.fsdecode(b"corpus/sources/caf\xe9.yaml")).write_text("source:\n")


PREPARE: Mapping[str, Callable[[Path], None]] = {
    "corpus-folder": without_folder,
    "file-name": not_utf8,
    "file-missing": without_settings,
    "file-too-large": too_large,
    "file-unreadable": unreadable,
}


def stage(case: str, folder: Path) -> None:
    """The base corpus in `folder` with the files of a case laid over."""
    shutil.copytree(CATALOGUE / "base", folder, dirs_exist_ok=True)
    for path in sorted((CATALOGUE / case).rglob("*")):
        target = folder / path.relative_to(CATALOGUE / case)
        if path.is_dir():
            if target.is_file():
                target.unlink()
            target.mkdir(exist_ok=True)
        else:
            shutil.copyfile(path, target)
    if case in PREPARE:
        PREPARE[case](folder)


def problems_here() -> list[Problem]:
    """All problems of the files in the current folder; a folder `texts` holds full texts."""
    corpus, problems = load(Path("corpus"), "corpus")
    problems += check(corpus) if corpus else []
    if corpus and Path("texts").is_dir():
        found, faults = texts.read(corpus, Path("texts"), "texts")
        problems += [*faults, *text_checks.check(corpus, found)]
    return ordered(pinpoint(problems))


def test_the_base_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert problems_here() == []


@pytest.mark.parametrize("case", CASES)
def test_the_messages_are_those_of_the_catalogue(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = problems_here()
    assert "\n".join(map(show, found)) + "\n" == (CATALOGUE / case / "expected.txt").read_text("utf-8")
    assert {problem.code for problem in found} == {case}


@pytest.mark.parametrize("case", BRIEFS)
def test_the_messages_of_briefs_are_those_of_the_catalogue(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = ordered(examine(Path("config/weekly.yaml"), DAY, {}))
    assert "\n".join(map(show, found)) + "\n" == (CATALOGUE / case / "expected.txt").read_text("utf-8")
    assert {problem.code for problem in found} == {case}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("actors.yaml", "actor.yaml"),
        ("sources/post-2024.yaml", "sources/post-2024.yml"),
        ("sources/post-2024.yaml", "sources/old/post-2024.yaml"),
    ],
)
def test_what_cites_the_records_of_a_file_with_a_wrong_name_is_not_to_blame(
    name: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus" / wrong).parent.mkdir(exist_ok=True)
    (tmp_path / "corpus" / name).rename(tmp_path / "corpus" / wrong)
    found = examine(Path("config/weekly.yaml"), DAY, {})
    assert [problem.code for problem in found] == ["corpus-unknown-file"]


def test_a_copied_file_is_one_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "corpus/sources"
    shutil.copyfile(sources / "post-2024.yaml", sources / "post-2024 (copy).yaml")
    found = examine(Path("config/weekly.yaml"), DAY, {})
    assert [(problem.code, Path(problem.location.file).name) for problem in found] == [
        ("id-duplicate", "post-2024 (copy).yaml")
    ]


def test_a_folder_that_is_closed_to_us_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CATALOGUE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus/sources/old").mkdir(mode=0)
    (tmp_path / "corpus/sources/loop").symlink_to("loop")
    assert examine(Path("config/weekly.yaml"), DAY, {}) == []


def words(path: Path) -> set[str]:
    """Bare hyphenated words among a module's texts."""
    constants = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
    return {c for c in constants if isinstance(c, str) and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+", c)}


def test_every_code_is_in_the_catalogue() -> None:
    codes = set().union(*map(words, CODED)) - words(VOCABULARIES) - NO_CODES
    assert (codes | set(RULES)) - set(CODES) == set()
