"""A claim is held against its paragraphs: every fault that is planted is found at its place, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import invented

from briefing.corpus.load import load
from briefing.corpus.text_checks import check
from briefing.corpus.texts import divide, read

SOURCE = Path("corpus/sources/lake-2024.yaml")


def found(folder: Path) -> list[tuple[str, int, str]]:
    """File, line and code of all problems."""
    _, problems = invented.compare(folder / "corpus", folder / "texts")
    return [(p.location.file, p.location.line, p.code) for p in problems]


def test_the_invented_corpus_is_sound(tmp_path: Path) -> None:
    invented.write(tmp_path)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{value: 3000,", "{value: 3001,", "figure-not-in-text"),
        ("{value: 12,", "{value: 13,", "figure-not-in-text"),
        ("{at_least: 1000,", "{at_least: 100000,", "figure-not-in-text"),
        ("press that 3,000", "press that 3,100", "figure-not-in-text"),
        ("some 50 per cent", "some 60 per cent", "figure-not-in-text"),
        ("promised twelve", "promised thirteen", "figure-not-in-text"),
        ("by the thousands", "by the millions", "figure-not-in-text"),
        ("for 75 years", "for 76 years", "figure-not-in-text"),
        ("no boat for", "no T90 boat for", "figure-not-in-text"),
        ("date: 2024-09-03", "date: 2024-09-04", "date-not-in-text"),
        ("date: 2024-09-03", "date: 2023-09-03", "date-not-in-text"),
        ("date: 2023-06~", "date: 2023-07~", "date-not-in-text"),
        ("date: 2023-06~", "date: 2022-06~", "date-not-in-text"),
        ("in September 2024.", "in August 2024.", "date-not-in-text"),
        ("in September 2024.", "in September 2022.", "date-not-in-text"),
        ("recipient: suden\n    speaker: ministry", "recipient: westmark\n    speaker: ministry", "actor-not-in-text"),
        (
            "provider: norland\n    recipient: suden\n    speaker: holm",
            "provider: westmark\n    recipient: suden\n    speaker: holm",
            "actor-not-in-text",
        ),
        ("speaker: ministry", "speaker: holm", "actor-not-in-text"),  # named only later
        ("actors: [suden]", "actors: [suden, westmark]", "actor-not-in-text"),
        ("- {at: 6, reason: navigation}", "- {at: 7, reason: navigation}", "paragraph-missing"),
        ("at: 5\n", "at: [5, 8]\n", "paragraph-missing"),
        ("reason: headline", "reason: its minister Ada Holm told reporters on Tuesday something", "text-too-close"),
        ("promised twelve further boats", "says WE shall - send twelve more before winter, its", "text-too-close"),
    ],
)
def test_a_planted_fault_is_found_where_it_stands(tmp_path: Path, old: str, new: str, code: str) -> None:
    invented.write(tmp_path)
    path = tmp_path / SOURCE
    before = path.read_text("utf-8")
    invented.plant(path, old, new)
    after = path.read_text("utf-8")
    changed = [
        n for n, (one, other) in enumerate(zip(before.split("\n"), after.split("\n"), strict=True), 1) if one != other
    ]
    codes = {place[2] for place in found(tmp_path)}
    assert (SOURCE.as_posix(), changed[0], code) in found(tmp_path)
    assert codes <= {code, "paragraph-open"}


def test_a_paragraph_off_by_one_is_found(tmp_path: Path) -> None:
    invented.write(tmp_path)
    path = tmp_path / SOURCE
    invented.plant(path, "at: 3\n", "at: 4\n")
    claim = invented.line_of(path, "value: 3000")
    places = found(tmp_path)
    assert (SOURCE.as_posix(), claim, "figure-not-in-text") in places
    assert (SOURCE.as_posix(), claim + 1, "date-not-in-text") in places
    assert (SOURCE.as_posix(), invented.line_of(path, "at: 1,"), "paragraph-open") in places


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("actors.yaml", "name: Ada Holm", "name: Ada Holm, role: of its sailors were trained last year in June"),
        ("corpus.yaml", "The lake", "Not seen a single new boat in 75 years"),
        (
            "categories.yaml",
            "name: Boats",
            "name: Boats, description: 'Not seen a single new [@lake-2024/1] boat in 75'",
        ),
        ("events.yaml", "The transfer of boats", '"Suden\'s navy has not seen\n    a single new boat"'),
    ],
)
def test_a_copied_sentence_is_found_in_any_file(tmp_path: Path, name: str, old: str, new: str) -> None:
    invented.write(tmp_path)
    path = tmp_path / "corpus" / name
    line = invented.line_of(path, old)
    invented.plant(path, old, new)
    assert found(tmp_path) == [(f"corpus/{name}", line, "text-too-close")]


def test_seven_words_may_be_those_of_a_text(tmp_path: Path) -> None:
    invented.write(tmp_path)
    new = "The navy has seen not a single new boat in 75 years"
    invented.plant(tmp_path / "corpus" / "events.yaml", "The transfer of boats", new)
    assert found(tmp_path) == []


def test_a_title_may_be_repeated(tmp_path: Path) -> None:
    title = "Boats for the Lake and what they mean to us all"
    invented.write(tmp_path, text=invented.TEXT.replace("Boats for the Lake", title))
    path = tmp_path / SOURCE
    invented.plant(path, "descriptor: A report on boats.", f"descriptor: A report, {title}.")
    assert [code for *_, code in found(tmp_path)] == ["text-changed", "text-too-close"]
    invented.plant(path, "title: Boats for the Lake", f"title: {title}")
    assert [code for *_, code in found(tmp_path)] == ["text-changed"]


def test_a_text_edited_by_one_character_is_found(tmp_path: Path) -> None:
    invented.write(tmp_path, text=invented.TEXT.replace("Weather", "weather"))
    line = invented.line_of(tmp_path / SOURCE, "sha256")
    assert found(tmp_path) == [(SOURCE.as_posix(), line, "text-changed")]


def test_a_missing_text_is_found(tmp_path: Path) -> None:
    invented.write(tmp_path)
    (tmp_path / "texts" / "lake.txt").rename(tmp_path / "texts" / "see.txt")
    line = invented.line_of(tmp_path / SOURCE, "lake.txt")
    assert found(tmp_path) == [(SOURCE.as_posix(), line, "text-missing")]


def test_without_texts_it_is_said_what_was_not_checked(tmp_path: Path) -> None:
    invented.write(tmp_path)
    texts, problems = invented.compare(tmp_path / "corpus", None)
    assert problems == []
    assert dict(texts.unchecked) == {"lake-2024": "no folder of full texts is at hand"}


def test_a_source_without_a_text_is_not_checked(tmp_path: Path) -> None:
    invented.write(tmp_path)
    path = tmp_path / SOURCE
    path.write_text("".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if "sha256" not in line))
    texts, problems = invented.compare(tmp_path / "corpus", tmp_path / "texts")
    assert problems == []
    assert dict(texts.unchecked) == {"lake-2024": "its card names no text"}


def test_a_text_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    invented.write(tmp_path)
    (tmp_path / "texts" / "lake.txt").write_bytes(b"Boats \xff")
    assert {code for *_, code in found(tmp_path)} == {"file-encoding", "text-changed"}


@pytest.mark.parametrize("instead", ["", "{}: [", "{}:", "{}: [7, x]", "{}: 0"])
def test_a_damaged_corpus_can_be_compared_as_far_as_it_goes(tmp_path: Path, instead: str) -> None:
    invented.write(tmp_path)
    path = tmp_path / SOURCE
    lines = path.read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        indent, key = len(line) - len(line.lstrip(" -")), line.strip(" -").partition(":")[0]
        damaged = line[:indent] + instead.replace("{}", key) if instead else ""
        path.write_text("\n".join([*lines[:number], damaged, *lines[number + 1 :]]), "utf-8")
        corpus, _ = load(tmp_path / "corpus", "corpus")
        assert corpus
        texts, _ = read(corpus, tmp_path / "texts", "texts")
        for problem in check(corpus, texts):
            assert problem.location.file


@pytest.mark.parametrize("end", ["\r\n", "\n\n\n", "\n \t\n"])
def test_paragraphs_are_lines_that_are_not_blank(end: str) -> None:
    assert divide(f"one{end} two {end}") == ("one", "two")
