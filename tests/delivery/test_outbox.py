"""An issue's folder holds the old set or the new one, whatever happens."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.delivery import outbox
from briefing.delivery.outbox import deliver
from briefing.problems import Problem

OLD = {"brief.docx": b"old" * 50_000, "brief.pdf": b"old" * 90_000}
NEW = {"brief.docx": b"newer" * 50_000, "brief.pdf": b"newer" * 90_000}

# Delivers the two sets in turn until it is killed; says so once the first is there.
WRITER = """
import sys
from itertools import cycle
from pathlib import Path
from briefing.delivery import outbox
if "no-exchange" in sys.argv:
    outbox._exchange = lambda one, other: False
old = {"brief.docx": b"old" * 50_000, "brief.pdf": b"old" * 90_000}
new = {"brief.docx": b"newer" * 50_000, "brief.pdf": b"newer" * 90_000}
for files in cycle([old, new]):
    assert isinstance(outbox.deliver(Path(sys.argv[1]), files), list)
    print(end=".", flush=True)
"""


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def writer(folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that delivers without end, and has delivered once; killed when the block ends."""
    command = [sys.executable, "-c", WRITER, str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.read(1) == b"."
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def test_files_arrive_and_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2025-W09"
    assert deliver(folder, OLD) == [folder / "brief.docx", folder / "brief.pdf"]
    assert content(folder) == OLD
    assert names(tmp_path / "out") == {outbox.LOCK, "2025-W09"}


def test_an_earlier_build_is_replaced_also_in_formats_no_longer_wanted(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    deliver(tmp_path / "issue", {"brief.docx": b"alone"})
    assert content(tmp_path / "issue") == {"brief.docx": b"alone"}


def test_a_reviewers_edition_goes_with_the_paper_it_was_made_of(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", {**OLD, "brief.review.docx": b"old", "brief.eml": b"old"})
    deliver(tmp_path / "issue", NEW)
    assert content(tmp_path / "issue") == NEW


def test_files_of_the_users_own_stay_whatever_they_are_called(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    for name in ("brief.xlsx", "brief.review.md", "brief", "brief.pdf.asc"):
        (tmp_path / "issue" / name).write_bytes(b"mine")
    deliver(tmp_path / "issue", {"brief.docx": b"alone"})
    assert names(tmp_path / "issue") == {"brief.docx", "brief.xlsx", "brief.review.md", "brief", "brief.pdf.asc"}


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    deliver(tmp_path / "issue", {"other-brief.pdf": b"other"})
    (tmp_path / "issue" / "scans").mkdir()
    (tmp_path / "issue" / "scans" / "1.png").write_bytes(b"scan")
    deliver(tmp_path / "issue", NEW)
    assert (tmp_path / "issue" / "scans" / "1.png").read_bytes() == b"scan"
    assert (tmp_path / "issue" / "other-brief.pdf").read_bytes() == b"other"
    assert (tmp_path / "issue" / "brief.pdf").read_bytes() == NEW["brief.pdf"]


@pytest.mark.parametrize("options", [(), ("no-exchange",)])
def test_a_kill_at_any_moment_leaves_one_whole_set(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = tmp_path / "issue"
    moments = random.Random(2)  # noqa: S311 -- when to kill, no secret
    for _ in range(12):
        with writer(folder, *options):
            time.sleep(moments.uniform(0, 0.03))
        if options:  # without an exchange of folders the next run mends what the kill left
            deliver(folder.with_name("another"), OLD)
        assert content(folder) in (OLD, NEW)
    deliver(folder, OLD)
    assert content(folder) == OLD
    assert names(tmp_path) <= {outbox.LOCK, "issue", "another"}


def test_a_kill_between_two_renames_is_mended_by_the_next_run(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    (tmp_path / "issue").rename(tmp_path / f".issue{outbox.OLD}")
    (tmp_path / f".issue{outbox.NEW}").mkdir()
    deliver(tmp_path / "another", NEW)
    assert content(tmp_path / "issue") == OLD
    assert names(tmp_path) == {outbox.LOCK, "issue", "another"}


def test_the_folder_is_there_at_every_moment(tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    with writer(folder):
        end = time.monotonic() + 0.7
        while time.monotonic() < end:
            assert folder.is_dir()


def test_two_processes_at_once_do_not_break_each_other(tmp_path: Path) -> None:
    with writer(tmp_path / "issue") as one, writer(tmp_path / "issue") as other:
        time.sleep(0.5)
        assert (one.poll(), other.poll()) == (None, None)
    assert content(tmp_path / "issue") in (OLD, NEW)


def plainly(folder: Path, files: dict[str, bytes]) -> str:
    """Deliver with the rights of a plain user, also where root runs the tests; what is wrong, or nothing."""
    code = (
        "import sys; from pathlib import Path; from briefing.delivery.outbox import deliver\n"
        "found = deliver(Path(sys.argv[1]), {name: name.encode() for name in sys.argv[2:]})\n"
        "print(getattr(found, 'message', ''))"
    )
    command = [sys.executable, "-c", code, str(folder), *files]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv") or pytest.skip("root overrides modes, and there is no setpriv")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_folders_of_the_users_that_are_read_only_are_carried_over(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    scans = tmp_path / "issue" / "scans"
    scans.mkdir()
    (scans / "1.png").write_bytes(b"scan")
    scans.chmod(0o555)
    for files in (NEW, OLD, NEW):
        assert plainly(tmp_path / "issue", files) == ""
    assert (scans / "1.png").read_bytes() == b"scan"
    assert scans.stat().st_mode & 0o777 == 0o555
    assert names(tmp_path) == {outbox.LOCK, "issue"}
    scans.chmod(0o755)


def test_an_issues_folder_that_is_read_only_is_left_alone(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", OLD)
    (tmp_path / "issue").chmod(0o555)
    assert plainly(tmp_path / "issue", NEW) == "cannot write the issue: Permission denied (issue)"
    assert content(tmp_path / "issue") == OLD
    (tmp_path / "issue").chmod(0o755)
    (tmp_path / "issue" / "mine").touch(0o000)
    assert plainly(tmp_path / "issue", NEW) == "cannot write the issue: Permission denied (mine)"
    assert plainly(tmp_path / "other", NEW) == ""
    assert names(tmp_path) == {outbox.LOCK, "issue", "other"}


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path / "issue", {"brief.pdf": b"small"})
    limited = """
import resource, sys
from pathlib import Path
from briefing.delivery.outbox import deliver
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
print(deliver(Path(sys.argv[1]), {"brief.docx": b"new", "brief.pdf": b"large" * 1000}).message)
"""
    command = [sys.executable, "-c", limited, str(tmp_path / "issue")]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout == "cannot write the issue: File too large\n"
    assert content(tmp_path / "issue") == {"brief.pdf": b"small"}
    assert names(tmp_path) == {outbox.LOCK, "issue"}


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "issue").write_text("mine")
    problem = deliver(tmp_path / "issue", OLD)
    assert isinstance(problem, Problem)
    assert problem.message == "cannot write the issue: something of the same name stands in the way"
    assert problem.location.file == str(tmp_path / "issue")
    assert (tmp_path / "issue").read_text() == "mine"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    problem = deliver(tmp_path / "file" / "out" / "issue", OLD)
    assert isinstance(problem, Problem)
    assert problem.code == "outbox-write"


@pytest.mark.parametrize("name", ["a/b.pdf", "..", "", ".hidden", "a\\b.pdf", "C:a.pdf", "tab\t.pdf"])
def test_a_name_that_is_no_file_name(tmp_path: Path, name: str) -> None:
    problem = deliver(tmp_path / "issue", {"good.pdf": b"", name: b""})
    assert isinstance(problem, Problem)
    assert problem.code == "outbox-name"
    assert repr(name) in problem.message
    assert not (tmp_path / "issue").exists()


def test_a_linked_folder_is_filled_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "issue").symlink_to(tmp_path / "elsewhere")
    assert deliver(tmp_path / "issue", OLD) == [tmp_path / "issue" / name for name in OLD]
    assert (tmp_path / "issue").is_symlink()
    assert content(tmp_path / "elsewhere") == OLD
