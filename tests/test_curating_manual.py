"""The worked example of the manual is sound, checked as a reader would check it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from corpus.invented import compare

from briefing.corpus.checks import check
from briefing.corpus.load import load
from briefing.problems import show

MANUAL = Path(__file__).parent.parent / "docs" / "curating.md"
FILES = {
    "corpus.yaml": "title: The strait\n",
    "actors.yaml": """actors:
  - {id: aldmark, name: Aldmark, type: state}
  - {id: brenn, name: Brenn, type: state}
  - {id: harbour-office, name: Harbour office of Aldmark, type: organisation, part_of: aldmark}
  - {id: lund, name: Ida Lund, type: person, part_of: brenn}
""",
    "origins.yaml": """origins:
  - {id: harbour-office, name: the harbour office of Aldmark, type: official, actor: harbour-office}
  - {id: unnamed-agent, name: an unnamed shipping agent, type: unstated}
""",
    "categories.yaml": """categories:
  - {id: ships, name: Ships, group: economic}
  - {id: crews, name: Crews, group: economic}
""",
    "events.yaml": "events:\n  - {id: transfer, name: The transfer of ferries}\n",
}


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", MANUAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_worked_example_is_sound(tmp_path: Path) -> None:
    for name, content in {**FILES, "sources/ferries-2024.yaml": block("yaml")}.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "ferries.txt").write_text(block("text"), "utf-8")
    assert hashlib.sha256(block("text").encode()).hexdigest() in block("yaml")
    corpus, problems = load(tmp_path / "corpus", "corpus")
    assert corpus
    texts, more = compare(tmp_path / "corpus", tmp_path / "texts")
    assert [show(p) for p in (*problems, *check(corpus), *more)] == []
    assert dict(texts.unchecked) == {}


def test_there_are_ten_mistakes() -> None:
    assert len(re.findall(r"^\d+\. \*\*", MANUAL.read_text("utf-8").partition("## The ten")[2], re.MULTILINE)) == 10
