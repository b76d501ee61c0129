"""The same issue whatever it is made by, made again only if something has changed, and none stopped by another."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BRIEF = """title: {title}
cadence: weekly
first_issue: 2024-01-01
corpus: ../corpus
marking: TLP:GREEN
style: style.yaml
sections: [timeline, sources]
formats: [pdf, docx]
filename: "{{slug}}"
"""
NAMES = ("north", "south", "west")
UNCHANGED = "; unchanged"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a small corpus and three briefs over it, all older than what is done with them."""
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", tmp_path / "corpus")
    (tmp_path / "config").mkdir()
    (tmp_path / "config/style.yaml").write_text("body_size: 10\n")
    for name in NAMES:
        (tmp_path / f"config/{name}.yaml").write_text(BRIEF.format(title=name.title()))
    return tmp_path


def build(desk: Path, *arguments: str, before: str = "", out: str = "out") -> subprocess.CompletedProcess[str]:
    """`briefing build` of the three briefs; `before` is run first."""
    code = f"import sys\n{before}\nfrom briefing.cli import main\nsys.exit(main())"
    names = [] if any(a.endswith(".yaml") for a in arguments) else [f"config/{name}.yaml" for name in NAMES]
    command = [sys.executable, "-c", code, "build", *names, "--as-of", "2025-03-05", "--out", out, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": str(desk / "kept")}
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)


def files(desk: Path, out: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (desk / out).rglob("*.*") if not path.name.startswith(".")}


def test_processes_and_what_is_kept_change_no_byte(desk: Path) -> None:
    for number, arguments in enumerate((["--jobs", "1"], ["--jobs", "2"], ["--fresh", "--jobs", "3"])):
        said = build(desk, *arguments, out=str(number))
        assert (said.returncode, said.stderr) == (0, "")
        assert [line for line in said.stdout.splitlines() if line.endswith("pdf")] == [
            f"{number}/2025-W10/{name}.pdf" for name in NAMES
        ]
    alone = build(desk, "config/south.yaml", before="import os; os.environ['BRIEFING_CACHE'] = 'off'", out="alone")
    assert alone.returncode == 0
    assert len(files(desk, "0")) == 6
    assert files(desk, "0") == files(desk, "1") == files(desk, "2")
    assert files(desk, "alone") == {name: data for name, data in files(desk, "0").items() if name.startswith("south")}


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def test_nothing_is_made_again_until_something_changes(desk: Path) -> None:
    assert UNCHANGED not in build(desk).stdout
    first = files(desk, "out")
    assert build(desk).stdout.count(UNCHANGED) == 3
    (desk / "config/style.yaml").touch()
    assert build(desk).stdout.count(UNCHANGED) == 3, "other times, the same content"
    rewrite(desk / "config/south.yaml", lambda text: text.replace("South", "Deep south"))
    assert build(desk).stdout.count(UNCHANGED) == 2
    (desk / "out/2025-W10/north.pdf").write_bytes(b"spoilt")
    (desk / "out/2025-W10/west.docx").unlink()
    assert build(desk).stdout.count(UNCHANGED) == 1
    assert {name: data for name, data in files(desk, "out").items() if name in first and name[0] != "s"} == {
        name: data for name, data in first.items() if name[0] != "s"
    }
    rewrite(desk / "corpus/actors.yaml", lambda text: text + "# a remark\n")
    assert build(desk).stdout.count(UNCHANGED) == 0
    shutil.copyfile(desk / "corpus/sources/post-2024.yaml", desk / "corpus/sources/one-more.yaml")
    assert build(desk).returncode == 1, "a file more is seen"


def test_one_that_fails_stops_no_other(desk: Path) -> None:
    rewrite(desk / "config/south.yaml", lambda text: text.replace("timeline", "timelime"))
    said = build(desk, "--jobs", "2")
    assert said.returncode == 1
    assert "config/south.yaml:7:12: error: there is no section 'timelime'" in said.stderr
    assert said.stderr.splitlines()[-1] == "1 error in 1 file; 1 of 3 briefs not written"
    assert sorted(files(desk, "out")) == ["north.docx", "north.pdf", "west.docx", "west.pdf"]


DYING = """
import os, signal
from briefing.making import pool
whole = pool.attempt
def attempt(order, corpora):
    if order.brief.stem == 'south' and {when}:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(order, corpora)
pool.attempt = attempt
"""


def test_a_process_that_dies_costs_a_try(desk: Path) -> None:
    once = "not os.path.exists('died') and not open('died', 'w').close()"
    said = build(desk, "--jobs", "2", before=DYING.format(when=once))
    assert (said.returncode, said.stderr) == (0, "")
    assert len(files(desk, "out")) == 6
    assert (desk / "died").exists()


def test_a_process_that_always_dies_costs_its_brief(desk: Path) -> None:
    said = build(desk, "--jobs", "1", before=DYING.format(when="False"))
    assert said.returncode == 0
    said = build(desk, "--jobs", "3", "--fresh", before=DYING.format(when="True"), out="again")
    assert said.returncode == 1
    assert "config/south.yaml: error: the process that built this brief ended" in said.stderr
    assert not any(name.startswith("south") for name in files(desk, "again"))


def test_a_fault_of_ours_in_one_is_told_beside_the_others(desk: Path) -> None:
    broken = """
from briefing import issue
write = issue.write
def failing(findings, *given):
    if findings.stem == 'west':
        raise KeyError('no such thing')
    return write(findings, *given)
issue.write = failing
"""
    said = build(desk, "--jobs", "2", before=broken)
    assert said.returncode == 70
    assert "KeyError: 'no such thing'" in said.stderr
    assert "config/west.yaml: this is a fault in Briefing" in said.stderr
    assert sorted(files(desk, "out")) == ["north.docx", "north.pdf", "south.docx", "south.pdf"]


AUDIT = """
import json, sys
opened = set()
def hook(event, arguments):
    if event == 'open' and isinstance(arguments[0], str) and 'r' in (arguments[1] or 'r'):
        opened.add(arguments[0])
sys.addaudithook(hook)
from briefing.making import unchanged
remember = unchanged.remember
def noted(made, paths, begun, keep):
    json.dump([sorted(opened), sorted(made.inputs)], open('read.json', 'w'))
    return remember(made, paths, begun, keep)
unchanged.remember = noted
"""


def test_every_file_that_is_read_counts(desk: Path) -> None:
    (desk / "config/templates").mkdir()
    (desk / "config/templates/timeline.md.j2").write_text((ROOT / "templates/timeline.md.j2").read_text("utf-8"))
    (desk / "config/tradecraft.yaml").write_text("rules: {}\n")
    rewrite(desk / "config/north.yaml", lambda text: text + "templates: templates\ntradecraft: tradecraft.yaml\n")
    shutil.copyfile(a_word_file(desk), desk / "config/letter.docx")
    rewrite(desk / "config/style.yaml", lambda text: text + "word_template: letter.docx\n")
    said = build(desk, "config/north.yaml", before=AUDIT)
    assert said.returncode == 0, said.stderr
    opened, inputs = json.loads((desk / "read.json").read_text())
    ours = {str((desk / path).resolve()) for path in opened}
    places = (f"{desk}/co", str(ROOT / "templates"))
    read = {path for path in ours if path.startswith(places)}
    assert f"{desk}/config/letter.docx" in read
    assert read - {str((desk / path).resolve()) for path in inputs} == set()


def a_word_file(desk: Path) -> Path:
    """A file to serve as a template."""
    assert build(desk, "config/south.yaml", "--formats", "docx", out="plain").returncode == 0
    return next((desk / "plain").rglob("*.docx"))
