"""A small corpus of our own invention with its full text, sound until a fault is planted."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.corpus import text_checks, texts
from briefing.corpus.load import load
from briefing.problems import Problem, show
from briefing.yamlfile.nodes import pinpoint

TEXT = """Boats for the Lake

By our correspondent
The ministry of Norland said on Sept. 3, 2024, that 3, 000 boats, about half of its fleet, had gone to Suden.
“We shall send twelve more before winter,” its minister, Ada Holm, told reporters on Tuesday.

Suden’s navy has not seen a single new boat in 75 years. Thousands of its sailors were trained last year, in June.
Read more: Weather, Sport
"""
FILES = {
    "corpus.yaml": "title: The lake\n",
    "actors.yaml": """actors:
  - {id: norland, name: Norland, type: state}
  - {id: suden, name: Suden, type: state, aliases: [Sudenese]}
  - {id: westmark, name: Westmark, type: state}
  - {id: ministry, name: Ministry of Norland, type: organisation, part_of: norland}
  - {id: holm, name: Ada Holm, aliases: [Holm], type: person, part_of: norland}
""",
    "categories.yaml": "categories:\n  - {id: boats, name: Boats, group: military}\n",
    "events.yaml": "events:\n  - {id: transfer, name: The transfer of boats}\n",
    "sources/lake-2024.yaml": """source:
  id: lake-2024
  short: Lake 2024
  title: Boats for the Lake
  published: 2024-09-05
  type: news
  reliability: C
  reliability_reason: A newspaper with an editor.
  descriptor: A report on boats.
  text: {file: lake.txt, sha256: DIGEST}
  skipped:
    - {at: 1, reason: headline}
    - {at: 2, reason: byline}
    - {at: 6, reason: navigation}
claims:
  - id: lake-2024/1
    at: 3
    kind: assistance
    wording: reported
    credibility: 3
    provider: norland
    recipient: suden
    speaker: ministry
    category: boats
    stage: delivered
    quantity: {value: 3000, unit: boats}
    date: 2024-09-03
    event: transfer
    text: Norland's ministry told the press that 3,000 boats had been handed to Suden, some 50 per cent of all it has.
  - id: lake-2024/2
    at: 4
    kind: assistance
    wording: asserted
    credibility: 3
    provider: norland
    recipient: suden
    speaker: holm
    category: boats
    stage: pledged
    quantity: {value: 12, unit: boats}
    event: transfer
    text: Ada Holm promised twelve further boats in September 2024.
  - id: lake-2024/3
    at: 5
    kind: context
    wording: asserted
    credibility: 3
    actors: [suden]
    quantity: {at_least: 1000, unit: sailors}
    date: 2023-06~
    text: Sudenese sailors were trained by the thousands, in a navy that got no boat for 75 years.
""",
}


def write(folder: Path, *, text: str = TEXT) -> None:
    """The corpus in `folder`/corpus and its text in `folder`/texts; the card knows the text as it stands here."""
    for name, content in FILES.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace("DIGEST", hashlib.sha256(TEXT.encode()).hexdigest()), "utf-8")
    (folder / "texts").mkdir()
    (folder / "texts" / "lake.txt").write_text(text, "utf-8")


def plant(path: Path, old: str, new: str) -> None:
    """Changes the one place in a file where `old` stands."""
    content = path.read_text("utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path}"
    path.write_text(content.replace(old, new), "utf-8")


def compare(corpus: Path, folder: Path | None) -> tuple[texts.Texts, list[Problem]]:
    """A corpus held against the texts in a folder."""
    loaded, problems = load(corpus, "corpus")
    assert loaded is not None, "\n".join(map(show, problems))
    assert not problems, "\n".join(map(show, problems))
    found, faults = texts.read(loaded, folder, "texts")
    placed = pinpoint([*faults, *text_checks.check(loaded, found)], corpus.parent)
    return found, placed


def line_of(path: Path, text: str) -> int:
    """The line in which a text stands, counted from 1."""
    content = path.read_text("utf-8")
    return content.count("\n", 0, content.index(text)) + 1
