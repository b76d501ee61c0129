"""The commands for curators as a user runs them: coverage, show, search, schema, and check with texts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpus import invented

ROOT = Path(__file__).parent.parent
BRIEF = """\
title: The lake
corpus: ../corpus
first_issue: 2024-09-01
sections: [timeline, register, sources]
formats: [docx]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    invented.write(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "lake.yaml").write_text(BRIEF)
    return tmp_path


def run(folder: Path, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == status, ran.stdout + ran.stderr
    return ran


def as_json(folder: Path, *arguments: str) -> Any:
    return json.loads(run(folder, *arguments, "--json").stdout)


def test_check_says_what_it_could_not_compare(desk: Path) -> None:
    ran = run(desk, "check", "--corpus", "corpus")
    assert "not compared with full texts: 3 claims of 1 source (no folder of full texts is at hand)" in ran.stdout
    assert as_json(desk, "check", "--corpus", "corpus")["unchecked"]


def test_check_compares_with_texts(desk: Path) -> None:
    assert "not compared" not in run(desk, "check", "--corpus", "corpus", "--texts", "texts").stdout
    invented.plant(desk / "corpus/sources/lake-2024.yaml", "value: 3000", "value: 3500")
    ran = run(desk, "check", "--corpus", "corpus", "--texts", "texts", status=1)
    line = invented.line_of(desk / "corpus/sources/lake-2024.yaml", "value: 3500")
    assert ran.stdout.startswith(f"corpus/sources/lake-2024.yaml:{line}:23: error: the figure 3,500 of ")


def test_the_folder_of_the_texts_may_stand_in_the_corpus(desk: Path) -> None:
    (desk / "corpus" / "corpus.yaml").write_text("title: The lake\ntexts: ../texts\n")
    assert "not compared" not in run(desk, "check", "--corpus", "corpus").stdout
    (desk / "texts" / "lake.txt").write_text("gone")
    ran = run(desk, "check", "--corpus", "corpus", status=1)
    assert "the text texts/lake.txt is not the one that was read" in ran.stdout


def test_coverage_counts_the_corpus_and_what_the_brief_leaves_out(desk: Path) -> None:
    ran = run(desk, "coverage", "--texts", "texts", "--as-of", "2024-09-08")
    assert ran.stdout.splitlines()[:2] == [
        "source     claims  paragraphs  cited  skipped  open",
        "lake-2024       3           6      3        3     0",
    ]
    assert ran.stdout.splitlines()[-2:] == ["claims that no section uses: 1", "  lake-2024: 3"]
    assert ran.stderr == ""


def test_coverage_of_a_corpus_alone_asks_for_no_brief(desk: Path) -> None:
    found = as_json(desk, "coverage", "corpus")
    assert found["unused"] is None
    assert found["sources"][0]["paragraphs"] is None


def test_show_gives_the_record_and_its_paragraph(desk: Path) -> None:
    ran = run(desk, "show", "lake-2024/2", "--texts", "texts", "--as-of", "2024-09-08")
    line = invented.line_of(desk / "corpus/sources/lake-2024.yaml", "- id: lake-2024/2")
    assert ran.stdout.startswith(f"claim lake-2024/2  (corpus/sources/lake-2024.yaml:{line}:5)\n  id: lake-2024/2\n")
    assert "quantity: 12 boats" in ran.stdout
    assert "counts to the line of reporting source:lake-2024" in ran.stdout
    assert "paragraph 4 of lake-2024\n" in ran.stdout
    assert "paragraph" not in run(desk, "show", "lake-2024/2", "--corpus", "corpus").stdout


def test_show_names_what_points_to_a_record_and_what_disputes_it(desk: Path) -> None:
    path = desk / "corpus/sources/lake-2024.yaml"
    denial = """  - id: lake-2024/4
    at: 5
    kind: denial
    wording: denied
    credibility: 4
    speaker: suden
    denies: [lake-2024/1]
    text: Suden says that no boat has come.
"""
    path.write_text(path.read_text() + denial)
    (record,) = as_json(desk, "show", "lake-2024/1", "--as-of", "2024-09-08")["records"]
    assert [(m["kind"], m["id"], m["field"]) for m in record["mentions"]] == [("claim", "lake-2024/4", "denies")]
    assert [set(d["claims"]) for d in record["disputes"]] == [{"lake-2024/1", "lake-2024/4"}]
    ran = run(desk, "show", "transfer", "--as-of", "2024-09-08")
    assert "claim (event): lake-2024/1, lake-2024/2" in ran.stdout
    assert "lake-2024/4: Suden says that no boat has come." in ran.stdout


def test_show_tells_of_ids_that_are_not_there(desk: Path) -> None:
    assert run(desk, "show", "norlnd", status=2).stderr == (
        'nothing in the corpus has the id "norlnd"; did you mean "norland"?\n'
    )
    assert "the claims of lake-2024 go up to lake-2024/3" in run(desk, "show", "lake-2024/9", status=2).stderr


def test_search_lists_the_best_first(desk: Path) -> None:
    ran = run(desk, "search", "sudenese", "--limit", "1")
    assert ran.stdout == "actor suden  (corpus/actors.yaml:3:5)\n  Suden (Sudenese): state\n3 more\n"
    assert run(desk, "search", "tanks").stderr == "nothing holds 'tanks'\n"
    assert as_json(desk, "search", "twelve", "boats")["hits"][0]["id"] == "lake-2024/2"


def test_schema_writes_files_and_leaves_others(desk: Path) -> None:
    (desk / "schema").mkdir()
    (desk / "schema" / "actors.md").write_text("mine")
    ran = run(desk, "schema")
    assert "schema/actors.json" in ran.stdout.splitlines()
    assert json.loads((desk / "schema" / "actors.json").read_text())["title"] == "Briefing: actors.yaml"
    assert (desk / "schema" / "actors.md").read_text() == "mine"
    assert not list(desk.rglob(".briefing*"))
    assert "cannot write here" in run(desk, "schema", "corpus/corpus.yaml/x", status=3).stderr
