"""The benchmarks: what they are given arrives in full, and their figures go where the manual wants them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import content
import peer_corpus
import peer_paper
import proof
import pytest
import report

from briefing.cli import main
from briefing.writers.together import write_all

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

DOCUMENT = """Prose.

<!-- bench: long.py 1 2 | quick: long.py 1 -->
old
<!-- end -->

More <!-- end --> prose.

<!-- bench: other.py -->
<!-- end -->
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("BRIEFING_CACHE", "off")
    return content.content(1)


@pytest.mark.parametrize("lean", [True, False])
def test_all_of_the_content_arrives_through_the_whole_program(
    made: dict[str, Any], tmp_path: Path, *, lean: bool
) -> None:
    peer_corpus.write(made, tmp_path, lean=lean)
    out = tmp_path / "out"
    command = ["build", str(tmp_path / "brief.yaml"), "--as-of", peer_corpus.AS_OF, "--out", str(out), "--quiet"]
    assert main(command) == 0
    pdf = next(out.glob("*/brief.pdf"))
    found = proof.prove(pdf.with_suffix(".docx"), pdf, proof.tokens(made))
    assert not found.missing
    assert found.tagged
    assert found.links > found.pages


def test_all_of_the_content_arrives_in_the_paper(made: dict[str, Any], tmp_path: Path) -> None:
    files = {}
    for name, written in write_all(peer_paper.document(made), peer_paper.STYLE, {"docx", "pdf"}, ()).items():
        assert not written.problems
        files[name] = tmp_path / f"paper.{name}"
        files[name].write_bytes(written.data)
    wanted = proof.tokens(made)
    assert not proof.prove(files["docx"], files["pdf"], wanted).missing
    lost = proof.prove(files["docx"], files["pdf"], {*wanted, "KJ-9999"}).missing
    assert lost == ("DOCX: KJ-9999", "PDF: KJ-9999")


def test_the_same_factor_gives_the_same_content() -> None:
    assert content.content(2) == content.content(2)
    assert len(proof.tokens(content.content(2))) > 1.8 * len(proof.tokens(content.content(1)))


def test_figures_take_the_place_of_older_ones_and_prose_stays() -> None:
    assert report.commands(DOCUMENT) == ["long.py 1 2", "other.py"]
    assert report.commands(DOCUMENT, quick=True) == ["long.py 1", "other.py"]
    figures = report.figures("long.py 1 2", lambda _command: "| a |\n| --- |\n| 1 |\n")
    after = report.replaced(DOCUMENT, {"long.py 1 2": figures})
    assert "| 1 |\n\n<!-- end -->\n\nMore <!-- end --> prose." in after
    assert "old" not in after
    assert "`python benchmarks/long.py 1 2`, " in after
    assert report.replaced(after, {"long.py 1 2": figures}) == after
    assert report.replaced(DOCUMENT, {"gone.py": "x"}) == DOCUMENT


def test_the_manual_runs_every_benchmark() -> None:
    named = {command.split()[0] for command in report.commands(report.DOCUMENT.read_text("utf-8"))}
    parts = {"processes.py", "contest.py", "proof.py", "synthetic.py", "invented.py", "content.py"}
    parts |= {"peer_corpus.py", "peer_brief.py", "plain_yaml.py"}
    assert named == {path.name for path in BENCHMARKS.glob("*.py")} - parts - {"peer_paper.py", "report.py"}


def test_a_program_that_fails_ends_the_report() -> None:
    with pytest.raises(SystemExit):
        report.run("nowhere.py")
    assert report.run("content.py 1 /dev/null") == ""


def test_a_paper_is_written_by_the_program_itself(tmp_path: Path) -> None:
    source = tmp_path / "content.json"
    for program, *arguments in (("content.py", "1", source), ("peer_paper.py", source, tmp_path / "paper")):
        subprocess.run([sys.executable, BENCHMARKS / program, *map(str, arguments)], check=True)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "paper.docx").exists()
