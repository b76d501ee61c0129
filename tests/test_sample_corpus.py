"""The sample corpus against the full texts it was read from, where they are at hand."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus.invented import compare, plant

from briefing.corpus.load import load
from briefing.problems import show

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GET_THEM = (
    "the full texts are not at hand: set BRIEFING_TEXTS to the folder that holds the files which the cards in "
    "seeds/sources name (`text: file`), or put it as */seeds beside the checkout"
)


def texts_at_hand() -> Path | None:
    """The folder with every text that the cards name: BRIEFING_TEXTS, or a folder `seeds` beside the checkout."""
    corpus, _ = load(SEEDS, "seeds")
    assert corpus
    names = [source.text.file for source in corpus.sources.values() if source.text]
    named = os.environ.get("BRIEFING_TEXTS", "")
    places = [Path(named)] if named else sorted(ROOT.parent.glob("*/seeds"))
    return next((place for place in places if all((place / name).is_file() for name in names)), None)


@pytest.fixture(scope="module")
def texts() -> Path:
    found = texts_at_hand()
    if found is None:
        pytest.skip(GET_THEM)
    return found


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "corpus")


def places(seeds: Path, texts: Path) -> list[tuple[str, int, str]]:
    _, problems = compare(seeds, texts)
    return [(p.location.file.removeprefix("corpus/"), p.location.line, p.code) for p in problems]


def test_it_is_clean_and_fast(texts: Path) -> None:
    began = time.perf_counter()
    read, problems = compare(SEEDS, texts)
    assert [show(p) for p in problems] == []
    assert dict(read.unchecked) == {}
    assert time.perf_counter() - began < 2


def figures(seeds: Path) -> Iterator[tuple[str, int, str]]:
    """Each number of a quantity: file, line, and the line's text."""
    for path in sorted((seeds / "sources").glob("*.yaml")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.strip().startswith("quantity:"):
                yield f"sources/{path.name}", number, line


def test_every_figure_changed_by_a_digit_is_found(seeds: Path, texts: Path) -> None:
    changed = list(figures(seeds))
    for name, number, line in changed:
        path = seeds / name
        lines = path.read_text("utf-8").split("\n")
        lines[number - 1] = re.sub(r"([1-9])", lambda digit: str(int(digit[0]) % 9 + 1), line, count=1)
        path.write_text("\n".join(lines), "utf-8")
    found = places(seeds, texts)
    assert len(changed) > 15
    missed = [(name, number) for name, number, _ in changed if (name, number, "figure-not-in-text") not in found]
    assert missed == []


def test_a_paragraph_off_by_one_is_found(seeds: Path, texts: Path) -> None:
    path = seeds / "sources" / "goover-2025.yaml"
    plant(path, "id: goover-2025/12\n    at: 54\n", "id: goover-2025/12\n    at: 53\n")
    codes = {code for name, _, code in places(seeds, texts) if name == "sources/goover-2025.yaml"}
    assert codes == {"figure-not-in-text"}


def test_a_direction_swapped_to_an_absent_actor_is_found(seeds: Path, texts: Path) -> None:
    path = seeds / "sources" / "axis-2025.yaml"
    content = path.read_text("utf-8")
    begin = content.index("id: axis-2025/5\n")
    swapped = content[begin:].replace("provider: china", "provider: iran", 1)
    path.write_text(content[:begin] + swapped, "utf-8")
    line = content[:begin].count("\n") + swapped[: swapped.index("provider: iran")].count("\n") + 1
    assert places(seeds, texts) == [("sources/axis-2025.yaml", line, "actor-not-in-text")]


def test_a_pasted_sentence_is_found(seeds: Path, texts: Path) -> None:
    read, _ = compare(seeds, texts)
    pasted = " ".join(read.paragraphs["graceffo-2023"][6].split()[:12])
    path = seeds / "questions.yaml"
    content = re.sub(r"(?m)^    matters: .*$", f'    matters: "{pasted}"', path.read_text("utf-8"), count=1)
    path.write_text(content, "utf-8")
    line = content[: content.index(pasted)].count("\n") + 1
    assert ("questions.yaml", line, "text-too-close") in places(seeds, texts)


def test_a_text_edited_by_one_character_is_found(seeds: Path, texts: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(texts, tmp_path / "texts", copy_function=shutil.copyfile)
    edited = next(iter(sorted(copied.glob("000_*.txt"))))
    edited.chmod(0o644)
    edited.write_text(edited.read_text("utf-8").replace("Previous", "Previouz", 1), "utf-8")
    assert [code for *_, code in places(seeds, copied)] == ["text-changed"]


def test_without_texts_it_is_said_what_was_not_checked() -> None:
    read, problems = compare(SEEDS, None)
    assert problems == []
    assert len(read.unchecked) == 5
