"""A guard of speed that counts work, not seconds: nothing is read, imported or laid out twice, or in vain."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BRIEF = """title: {title}
cadence: weekly
first_issue: 2024-01-01
corpus: ../corpus
marking: TLP:GREEN
sections: [timeline, sources]
formats: [docx]
filename: "{{slug}}"
"""
HEAVY = {"yaml", "jinja2", "markdown_it", "docx", "lxml", "reportlab", "resvg_py", "sqlite3", "distributed", "email"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", tmp_path / "corpus")
    (tmp_path / "config").mkdir()
    for name in ("one", "two", "three"):
        (tmp_path / f"config/{name}.yaml").write_text(BRIEF.format(title=name))
    return tmp_path


def run(desk: Path, *arguments: str, before: str = "", after: str = "") -> str:
    """What `after` prints when the command is done."""
    code = f"import sys\n{before}\nfrom briefing.cli import main\nassert main(sys.argv[1:]) == 0\nprint('---')\n{after}"
    command = [sys.executable, "-c", code, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": str(desk / "kept")}
    said = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return said.stdout.rpartition("---\n")[2]


BUILD = ("build", "config/one.yaml", "config/two.yaml", "config/three.yaml", "--as-of", "2025-03-05", "--jobs", "1")
MODULES = "print(*sys.modules)"
PARSED = """
from briefing.corpus import files
parsed, parse = [], files.parse
files.parse = lambda data, shown, kind: parsed.append(shown) or parse(data, shown, kind)
"""
SHOW_PARSED = "import json; print(json.dumps(parsed))"


def test_a_build_that_changes_nothing_imports_next_to_nothing(desk: Path) -> None:
    loaded = set(run(desk, *BUILD, after=MODULES).split())
    assert {"yaml", "jinja2", "docx"} <= loaded
    assert loaded & {"distributed", "email", "smtplib", "resvg_py"} == set()
    loaded = set(run(desk, *BUILD, after=MODULES).split())
    assert loaded & HEAVY == set()
    assert "briefing.issue" not in loaded
    ours = [name for name in loaded if name.startswith("briefing")]
    assert len(ours) < 40, sorted(ours)


PARSERS = {"yaml", "markdown_it", "sqlite3", "logging"}
NEEDLESS = {"briefing.corpus.checks", "briefing.corpus.index", "briefing.withholding", "briefing.sections.reviewing"}


def test_a_build_of_files_that_are_known_loads_no_parser(desk: Path) -> None:
    one = ("build", "config/one.yaml", "--as-of", "2025-03-05", "--formats", "txt", "--fresh")
    assert set(run(desk, *one, after=MODULES).split()) >= PARSERS - {"sqlite3"}
    loaded = set(run(desk, *one, after=MODULES).split())
    assert loaded & PARSERS == set()
    assert loaded & NEEDLESS == set()
    assert len([name for name in loaded if name.startswith("briefing")]) < 130


def test_an_edition_that_is_no_longer_asked_for_does_not_stay(desk: Path) -> None:
    one = ("build", "config/one.yaml", "--as-of", "2025-03-05")
    folder = desk / "out/2025-W10"
    for _ in range(2):
        run(desk, *one)
        assert [path.name for path in folder.iterdir()] == ["one.docx"]
        run(desk, *one, "--review")
        assert sorted(path.name for path in folder.iterdir()) == ["one.docx", "one.review.docx"]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(desk: Path) -> None:
    one = ("build", "config/one.yaml", "--as-of", "2025-03-05")
    run(desk, *one)
    (desk / "corpus/glossary.yaml").unlink()
    os.mkfifo(desk / "corpus/glossary.yaml")
    command = [sys.executable, "-m", "briefing", *one]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": str(desk / "kept")}
    said = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert said.returncode == 1
    assert "corpus/glossary.yaml: error: the file cannot be read: it is a device or a pipe" in said.stderr


def test_a_file_is_parsed_once_for_many_briefs_and_not_again(desk: Path) -> None:
    parsed = json.loads(run(desk, *BUILD, "--out", "a", before=PARSED, after=SHOW_PARSED))
    assert sorted(parsed) == sorted(str(path.relative_to(desk)) for path in (desk / "corpus").rglob("*.yaml"))
    parsed = json.loads(run(desk, *BUILD, "--out", "b", before=PARSED, after=SHOW_PARSED))
    assert parsed == []


LAID_OUT = """
from briefing.writers.pdf import paragraph
broken, kept, break_lines = [], [], paragraph.break_lines
def counted(pieces, measure):
    kept.append(pieces)  # so that no other gets its id
    broken.append((id(pieces), measure))
    return break_lines(pieces, measure)
paragraph.break_lines = counted
"""


def test_a_paragraph_is_broken_into_lines_once_at_a_width(desk: Path) -> None:
    after = "import json; print(json.dumps([len(broken), len(set(broken))]))"
    made, different = json.loads(run(desk, *BUILD, "--formats", "pdf", before=LAID_OUT, after=after))
    assert made == different > 0
