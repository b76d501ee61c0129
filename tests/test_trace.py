"""`briefing trace`: what a file says it was made from, and whether the corpus still agrees; in real processes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).parent.parent
BRIEF = """\
title: Aid
corpus: ../corpus
marking: TLP:GREEN
sections: [summary, changes, timeline, register, sources]
formats: [pdf, docx]
filename: aid
"""
CLAIM = "  - id: post-2024/1\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "errors" / "base" / "corpus", tmp_path / "corpus")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "weekly.yaml").write_text(BRIEF)
    assert run(tmp_path, "build", "config/weekly.yaml", "--as-of", "2025-03-05").returncode == 0
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def made(folder: Path, suffix: str) -> Path:
    (path,) = (folder / "out").rglob(f"*.{suffix}")
    return path


def traced(folder: Path, suffix: str) -> tuple[int, dict[str, dict[str, str]], list[dict[str, object]]]:
    done = run(folder, "trace", str(made(folder, suffix)), "--json")
    found = json.loads(done.stdout)
    return done.returncode, found["standings"], found["passages"]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "corpus" / "sources" / "post-2024.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_file_tells_what_stands_behind_its_paragraphs(desk: Path, suffix: str) -> None:
    status, standings, passages = traced(desk, suffix)
    assert status == 0
    assert {standing["state"] for standing in standings.values()} == {"same"}
    behind = [(str(p["text"]), p["records"]) for p in passages]
    assert any("claim:post-2024/1" in records for _, records in behind if isinstance(records, list))
    assert all(text for text, _ in behind)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_what_changed_since_is_told(desk: Path, suffix: str) -> None:
    edit(desk, CLAIM, CLAIM + "    remark: Read again.\n")
    status, standings, _ = traced(desk, suffix)
    assert status == 1
    moved = {name: standing["state"] for name, standing in standings.items() if standing["state"] != "same"}
    assert moved == {"claim:post-2024/1": "changed"}
    shown = run(desk, "trace", str(made(desk, suffix)), "--changed").stdout
    assert "claim:post-2024/1 [changed]" in shown
    assert "since then 1 changed" in shown


def test_a_move_in_the_file_is_no_change_and_a_retraction_is_told(desk: Path) -> None:
    edit(desk, "claims:\n", "\n# a remark of the curator\nclaims:\n")
    assert traced(desk, "pdf")[0] == 0
    edit(desk, CLAIM, CLAIM + "    retracted: 2025-04-01\n")
    status, standings, _ = traced(desk, "pdf")
    assert (status, standings["claim:post-2024/1"]["state"]) == (1, "retracted")


def test_what_the_corpus_has_no_more_is_gone(desk: Path) -> None:
    other = desk / "elsewhere"
    shutil.copytree(ROOT / "seeds", other)
    done = run(desk, "trace", str(made(desk, "pdf")), "--corpus", "elsewhere")
    assert done.returncode == 1
    assert "claim:post-2024/1 [gone]" in done.stdout


def test_without_a_corpus_the_file_speaks_for_itself(desk: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    shutil.copy(made(desk, "pdf"), away / "aid.pdf")
    done = run(away, "trace", "aid.pdf")
    assert done.returncode == 0
    assert "not compared with a corpus" in done.stdout
    assert "claim:post-2024/1" in done.stdout


def test_a_file_that_another_program_saved_keeps_its_manifest(desk: Path) -> None:
    path = made(desk, "pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(desk / "again.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    done = run(desk, "trace", "again.pdf")
    assert done.returncode == 0
    assert "the corpus still agrees" in done.stdout


@pytest.mark.parametrize("command", ["trace", "review-notes"])
def test_a_device_without_end_is_not_read(desk: Path, command: str) -> None:
    done = run(desk, command, "/dev/zero")
    assert done.returncode == 2
    assert "'/dev/zero' is no file but a device or a pipe" in done.stderr


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"no file of ours"])
def test_foreign_files_are_a_located_problem(desk: Path, content: bytes) -> None:
    (desk / "foreign").write_bytes(content)
    done = run(desk, "trace", "foreign")
    assert done.returncode == 1
    assert done.stderr.startswith("foreign: error: the file does not say what it was made from [trace-unknown]")
