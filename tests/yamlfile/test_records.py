"""Texts stay what their field says they are, and faults do not hide each other."""

import gc
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Literal

import msgspec
import pytest

from briefing.problems import Location, Problem, show
from briefing.yamlfile import nodes, parse, read, read_bytes


class Inner(msgspec.Struct, frozen=True, kw_only=True):
    """A record in a record, with a short form."""

    shorthand: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    lang: str = ""
    location: Location = Location()


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A name with options."""

    shorthand: ClassVar[tuple[str, ...]] = ("name", "options")

    name: str
    options: dict[str, Any] = {}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A field of every type."""

    text: str
    level: Literal[1, 2, 3] = 1
    kind: Literal["no", "yes"] = "no"
    count: int = 0
    share: Decimal = Decimal(0)
    size: float = 1.0
    on: bool = False
    at: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    options: tuple[Option, ...] = ()
    free: dict[str, Any] = {}
    location: Location = Location()


def sheet(text: str) -> Sheet:
    parsed = parse(text.encode(), "s.yaml", Sheet)
    assert parsed.problems == []
    assert parsed.value is not None
    return parsed.value


def faults(text: str) -> list[str]:
    return [
        f"{p.location.line}:{p.location.column} {p.message}" for p in parse(text.encode(), "s.yaml", Sheet).problems
    ]


@pytest.mark.parametrize(
    "word", ["no", "12:30", "1.10", "007", "~", "null", "true", "0x1F", "1_000", "2024-10-23", "<<", "=", ".inf", "1e3"]
)
def test_a_text_is_the_text_that_stands_there(word: str) -> None:
    assert sheet(f"text: {word}").text == word
    assert sheet(f"text: '{word}'\nnames: [{word}]").names == (word,)


def test_a_field_says_what_a_text_means() -> None:
    found = sheet("text: x\nlevel: 2\nkind: no\ncount: 12\nshare: 1.10\nsize: 10\non: yes\nat: 4\n")
    assert (found.level, found.kind, found.count, found.size, found.on, found.at) == (2, "no", 12, 10.0, True, (4,))
    assert str(found.share) == "1.10"


def test_short_forms() -> None:
    found = sheet(
        "text: x\ninner: word\ninners: [a, {text: b, lang: ko}]\noptions: [changes, {summary: {judgments: 6}}]\n"
    )
    assert found.inner is not None
    assert (found.inner.text, found.inner.location) == ("word", Location("s.yaml", 2, 8))
    assert [(i.text, i.lang) for i in found.inners] == [("a", ""), ("b", "ko")]
    assert [(o.name, o.options) for o in found.options] == [("changes", {}), ("summary", {"judgments": 6})]


def test_free_values_are_those_of_json() -> None:
    free = "free: {a: true, b: 12, c: 1.5, d: no, e: '12', f: [x, 2024-10-23, ~], g: , h: {i: ''}}"
    assert sheet(f"text: x\n{free}").free == {
        "a": True,
        "b": 12,
        "c": 1.5,
        "d": "no",
        "e": "12",
        "f": ["x", "2024-10-23", "~"],
        "g": None,
        "h": {"i": ""},
    }


def test_a_block_scalar_keeps_its_words() -> None:
    assert sheet("text: |\n  one\n\n  two: [x]\n").text == "one\n\ntwo: [x]"
    assert sheet("text: >\n  one\n  two # no comment\n").text == "one two # no comment"


def test_an_empty_value_is_a_missing_one() -> None:
    assert sheet("text: x\nnames:\ninner:\ncount:\n") == sheet("text: x")
    assert faults("text:\nnames: [a, '']") == ["1:6 `text` has no value", "2:12 the list item has no value"]


def test_all_faults_at_once_and_the_rest_is_read() -> None:
    text = "txt: a\nlevel: 4\ncount: 1,200\nnames: {a: b}\ninner: [x]\n"
    text += "inners:\n  - {lang: ko}\n  - fine\n? [k]\n: v\nlevel: 2\n"
    parsed = parse(text.encode(), "s.yaml", Sheet)
    assert [f"{p.location.line}:{p.location.column} {p.code} {p.message}" for p in parsed.problems] == [
        "1:1 key-unknown there is no key `txt` here",
        '2:8 value-vocabulary expected one of 1, 2, 3, found "4"',
        '3:8 value-number expected a whole number, found "1,200"',
        "4:8 value-type expected a list, found keys with values",
        "5:8 value-type expected keys with values (text, lang), found a list",
        "7:5 key-missing `text` is missing",
        "9:3 key-type a key is a word, not a list",
        "11:1 key-duplicate `level` stands here twice",
    ]
    assert parsed.value is not None
    assert [i.text for i in parsed.value.inners] == ["", "fine"]
    assert parsed.damaged[Location("s.yaml", 1, 1)] == {"text", "level", "count", "names", "inner", "inners"}
    assert parsed.damaged[Location("s.yaml", 7, 5)] == {"text"}


def test_read_gives_no_record_with_faults(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("text: x\nlevel: 9\n", "utf-8")
    value, problems = read(path, "shown.yaml", Sheet)
    assert value is None
    assert [show(p) for p in problems] == [
        'shown.yaml:2:8: error: expected one of 1, 2, 3, found "9" [value-vocabulary]'
    ]
    path.write_text("text: x\n", "utf-8")
    assert read(path, "shown.yaml", Sheet) == (Sheet(text="x", location=Location("shown.yaml", 1, 1)), [])


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_as_before(enabled: bool) -> None:
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        parse(b"text: [", "s.yaml", Sheet)
        parse(b"text: x", "s.yaml", Sheet)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_the_loader_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"text: 'a ''b'''\nnames: [x, \"\\u00e9\"]\ninners:\n  - {text: ~}\n  - c\nlevel: 5\n"
    fast = parse(text, "s.yaml", Sheet)
    monkeypatch.setattr(nodes, "Loader", nodes.PureLoader)
    assert parse(text, "s.yaml", Sheet) == fast
    assert [p.code for p in parse(b"[" * 80, "s.yaml", Sheet).problems] == ["yaml-depth"]
    assert [p.code for p in parse(b"a: [\n", "s.yaml", Sheet).problems] == ["yaml-syntax"]


def test_aliases_are_read_within_limits() -> None:
    assert sheet("text: &t x\nnames: [*t, *t]\n").names == ("x", "x")
    deep = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 100))
    (problem,) = parse(deep.encode(), "s.yaml", Sheet).problems
    assert (problem.code, problem.location.line) == ("yaml-anchors", 60)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)
    _, problems = read(path, "s.yaml", Sheet)
    assert [p.code for p in problems] == ["file-too-large"]


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    found = read_bytes(tmp_path / ("x" * 5000), "s.yaml")
    assert isinstance(found, Problem)
    assert found.code == "file-unreadable"
