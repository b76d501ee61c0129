"""Whatever the words and however they are quoted: values come back as written, and are found again in the file."""

import json
import re
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.problems import Location, Problem
from briefing.yamlfile import parse
from briefing.yamlfile.nodes import pinpoint

WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1
).filter(lambda text: text.strip() != "")
LINES = st.lists(
    st.from_regex(r"[a-zé中#:'\"&*\[{%@!|>~-][a-z :#'\"]{0,8}[a-z]", fullmatch=True), min_size=1, max_size=4
)


class Entry(msgspec.Struct, frozen=True):
    """One text between others."""

    word: str
    numbers: tuple[int, ...]
    location: Location = Location()


class Page(msgspec.Struct, frozen=True):
    """What the generated files hold."""

    entries: tuple[Entry, ...]


def plain(word: str) -> str | None:
    return word if re.fullmatch(r"[A-Za-z0-9~.][A-Za-z0-9~.é-]*(:?[A-Za-z0-9~. ]*[A-Za-z0-9~.])?", word) else None


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A text and one way to write it on a line."""
    word = draw(WORDS | st.sampled_from(["no", "12:30", "1.10", "007", "~", "null", "2024-10-23", "0x10", "yes", "<<"]))
    ways = [json.dumps(word, ensure_ascii=False), "'" + word.replace("'", "''") + "'", plain(word)]
    return word, draw(st.sampled_from([way for way in ways if way is not None]))


def entry(way: str, flow: bool) -> str:
    if flow:
        return f"  - {{numbers: [1, 2], word: {way}}}\n"
    return f"  -   numbers: [1, 2]\n      word:   {way}\n"


def where(text: str, word: str, occurrence: int, line: int) -> tuple[int, int]:
    """Line and column of a word's occurrence on a line."""
    column = -1
    for _ in range(occurrence + 1):
        column = text.splitlines()[line - 1].index(word, column + 1)
    return line, column + 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(written(), st.booleans()), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_texts_come_back_and_are_found(
    tmp_path: Path, items: list[tuple[tuple[str, str], bool]], windows: bool, marked: bool
) -> None:
    text = "entries:\n" + "".join(entry(way, flow) for (_, way), flow in items)
    data = ("\ufeff" if marked else "") + (text.replace("\n", "\r\n") if windows else text)
    (tmp_path / "page.yaml").write_bytes(data.encode())
    parsed = parse(data.encode(), "page.yaml", Page)
    assert parsed.problems == []
    assert parsed.value is not None
    assert [e.word for e in parsed.value.entries] == [word for (word, _), _ in items]
    faults = [
        Problem(code="x", message=str(i), location=e.location, field=("word",))
        for i, e in enumerate(parsed.value.entries)
    ]
    lines = text.split("\n")
    for ((_, way), _), found in zip(items, pinpoint(faults, tmp_path), strict=True):
        assert lines[found.location.line - 1][found.location.column - 1 :].startswith(way)
    inner = [
        Problem(code="x", message=str(i), location=e.location, field=("numbers", 1))
        for i, e in enumerate(parsed.value.entries)
    ]
    for found in pinpoint(inner, tmp_path):
        assert lines[found.location.line - 1][found.location.column - 1 :].startswith("2]")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.sampled_from(["|", ">", "|-", ">-", "|+"]), st.integers(1, 5))
def test_words_inside_block_scalars_are_found(tmp_path: Path, lines: list[str], style: str, indent: int) -> None:
    """An offset in a text leads to the word in the file, though the file indents and folds it."""
    lines = [*lines, "see [@a/1] and [@a/1; @b/2]"]
    body = "".join(" " * (4 + indent) + line + "\n" for line in lines)
    text = f"entries:\n  - numbers: 3\n    word: {style}\n{body}"
    (tmp_path / "page.yaml").write_text(text, "utf-8")
    value = parse(text.encode(), "page.yaml", Page).value
    assert value is not None
    (only,) = value.entries
    assert only.numbers == (3,)
    assert only.word == ("\n" if style[0] == "|" else " ").join(lines)
    second = only.word.rindex("[@a/1;")
    fault = Problem(code="x", message="", location=only.location, field=("word", second))
    (found,) = pinpoint([fault], tmp_path)
    assert (found.location.line, found.location.column) == (3 + len(lines), 4 + indent + 1 + len("see [@a/1] and "))


def test_the_way_ends_where_the_file_does(tmp_path: Path) -> None:
    """A missing key stays at its record, a missing file at the record's place, and a lone number is its list."""
    (tmp_path / "page.yaml").write_text("entries:\n  - word: a\n    numbers: 4\n", "utf-8")
    here = Location("page.yaml", 2, 5)

    def at(*field: str | int, place: Location = here) -> tuple[int, int]:
        (found,) = pinpoint([Problem(code="x", message="", location=place, field=field)], tmp_path)
        return found.location.line, found.location.column

    assert at("origin") == (2, 5)
    assert at("numbers", 0) == (3, 14)
    assert at("numbers", 7) == (3, 14)
    assert at("word", place=Location("gone.yaml", 7, 8)) == (7, 8)
    assert at("word", place=Location("page.yaml", 9, 9)) == (9, 9)
