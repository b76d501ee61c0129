"""A real scheduler and two real workers on this machine, of which one dies in mid-run: the same bytes, none lost."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

ROOT = Path(__file__).parent.parent.parent
BRIEF = """title: {title}
cadence: weekly
first_issue: 2024-01-01
corpus: ../corpus
marking: TLP:GREEN
sections: [timeline, sources]
formats: [pdf, docx]
filename: "{{slug}}"
"""
NAMES = ("east", "north", "south", "west")
WORLD = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_CACHE": "off"}
# A worker that dies of its first order.
DYING = """
import os, signal, pathlib
from briefing.making import cluster
def attempt(order, corpora):
    pathlib.Path('died').touch()
    os.kill(os.getpid(), signal.SIGKILL)
cluster.attempt = attempt
"""
WORKER = """
import sys
from distributed.cli.dask_worker import main
main([sys.argv[1], '--nthreads', '1', '--no-nanny', '--no-dashboard', '--host', '127.0.0.1'])
"""
SCHEDULER = """
from distributed.cli.dask_scheduler import main
main(['--host', '127.0.0.1', '--port', '0', '--no-dashboard', '--scheduler-file', 'scheduler.json'])
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", tmp_path / "corpus")
    (tmp_path / "config").mkdir()
    for name in NAMES:
        (tmp_path / f"config/{name}.yaml").write_text(BRIEF.format(title=name.title()))
    return tmp_path


@pytest.fixture
def address(desk: Path) -> Iterator[str]:
    """The address of a scheduler with a worker that dies and one that works."""
    import json  # noqa: PLC0415

    processes = [start(desk, SCHEDULER)]
    try:
        file = desk / "scheduler.json"
        wait_for(lambda: file.exists() and file.read_text().endswith("}"))
        found: str = json.loads(file.read_text())["address"]
        processes += [start(desk, code, found) for code in (DYING + WORKER, WORKER)]
        wait_for(lambda: (desk / "log").read_text().count("Registered to") == 2)
        yield found
    finally:
        for process in processes:
            process.kill()
            process.wait()


def start(desk: Path, code: str, *arguments: str) -> subprocess.Popen[bytes]:
    with (desk / "log").open("ab") as log:
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.Popen(command, cwd=desk, env=WORLD, stdout=log, stderr=subprocess.STDOUT)


def wait_for(condition: object) -> None:
    assert callable(condition)
    for _ in range(300):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("the cluster did not come up")


def build(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    briefs = [f"config/{name}.yaml" for name in NAMES]
    command = [sys.executable, "-m", "briefing", "build", *briefs, "--as-of", "2025-03-05", *arguments]
    return subprocess.run(command, cwd=desk, env=WORLD, capture_output=True, text=True, check=False)


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(desk: Path, address: str) -> None:
    there = build(desk, "--out", "there", "--cluster", address)
    assert (there.returncode, there.stderr) == (0, ""), (desk / "log").read_text()
    assert (desk / "died").exists()
    here = build(desk, "--out", "here")
    files = [
        {p.name: p.read_bytes() for p in (desk / out).rglob("*.*") if p.name[0] != "."} for out in ("here", "there")
    ]
    assert here.stdout.replace("here/", "there/") == there.stdout
    assert len(files[0]) == 2 * len(NAMES)
    assert files[0] == files[1]


def test_a_cluster_that_is_not_there_is_wrong_usage(desk: Path) -> None:
    said = build(desk, "--cluster", "nowhere")
    assert said.returncode == 2
    assert "no Dask scheduler answers at nowhere" in said.stderr
