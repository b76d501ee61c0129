"""A paper over an actor with very many partners: lists that nobody could read as a sentence are tables."""

import datetime
import shutil
from pathlib import Path

import pytest

from briefing import issue
from briefing.document.nodes import Document, Row, Table
from briefing.document.walk import text_of, walk
from briefing.problems import errors

BASE = Path(__file__).parents[1] / "errors" / "base"
SOURCE = """source:
  id: many-2024
  short: Many 2024
  title: Many givers
  published: 2024-12-01
  type: news
  reliability: C
  reliability_reason: A newspaper with an editor.
  descriptor: A long list.
  url: https://example.org/many
claims:
"""
CLAIM = """  - {{id: many-2024/{0}, at: {0}, kind: assistance, provider: land-{0}, recipient: south, category: shells,
     stage: delivered, wording: reported, credibility: 3, date: 2024-10, text: Land {0} sent South shells.}}
"""
BRIEF = """title: Shells
corpus: ../corpus
first_issue: 2024-01-07
marking: TLP:GREEN
sections: [{actor-profiles: {actors: [south]}}, {assistance-matrix: {columns: [north > south]}}, sources]
"""


def paper(folder: Path, partners: int) -> Document:
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    numbers = range(1, partners)  # and the north
    with (folder / "corpus/actors.yaml").open("a") as actors:
        actors.writelines(f"  - {{id: land-{n}, name: Land {n:02}, type: state}}\n" for n in numbers)
    claims = "".join(CLAIM.format(n) for n in numbers)
    (folder / "corpus/sources/many-2024.yaml").write_text(SOURCE + claims)
    (folder / "config/weekly.yaml").write_text(BRIEF)
    day = datetime.date(2025, 3, 5)
    loaded, problems = issue.read(folder / "config/weekly.yaml")
    assert loaded, problems
    findings, _ = issue.find(loaded, as_of=day)
    assert findings
    document, problems = issue.draft(findings, created=f"{day}T00:00:00Z")
    assert document, errors(problems)
    return document


def rows(document: Document, name: str) -> list[list[str]]:
    def words(row: Row) -> list[str]:
        return [text_of(cell) for cell in row.cells]

    return [words(row) for node in walk(document) if isinstance(node, Table) and node.id == name for row in node.body]


@pytest.mark.parametrize("partners", [3, 60])
def test_flows_that_the_matrix_does_not_show(tmp_path: Path, partners: int) -> None:
    document = paper(tmp_path, partners)
    others = [f"Land {n:02} → South" for n in range(1, partners)]
    sentence = f"Also reported: {'; '.join(others)}."
    told = any(text_of(block) == sentence for block in document.blocks)
    table = rows(document, "matrix-others")
    assert (told, table) == ((True, []) if partners == 3 else (False, [[other, "shells"] for other in others]))


@pytest.mark.parametrize("partners", [3, 60])
def test_flows_of_an_actor(tmp_path: Path, partners: int) -> None:
    table = rows(paper(tmp_path, partners), "flows-south")
    if partners == 3:
        assert [len(row) for row in table] == [2]
        assert table[0][1].startswith("From Land 01")
    else:
        assert len(table) == partners
        assert table[6] == ["Land 07", "–", "Delivered: shells (single source)."]
