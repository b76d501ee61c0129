"""A file is parsed once, and what is kept of it never stands in the way of what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefing.keeping import Keep
from briefing.problems import NOWHERE, Location
from briefing.yamlfile import Parsed, Shelf, read, read_in_part, records


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A record with a free mapping."""

    title: str
    free: dict[str, Any] = {}
    location: Location = NOWHERE


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []
    parse = records.parse

    def noted(data: bytes, shown: str, kind: type[Sheet]) -> Parsed[Sheet]:
        names.append(shown)
        return parse(data, shown, kind)

    monkeypatch.setattr(records, "parse", noted)
    return names


def test_a_sound_file_is_parsed_until_it_changes(tmp_path: Path, parsed: list[str]) -> None:
    shelf, file = Shelf(Keep(tmp_path / "kept"), ("problems",)), tmp_path / "a.yaml"
    file.write_text("title: A\nfree: {number: 1, share: 0.5, on: true, list: [x, 2], more: {y: z}}\n")
    first = read(file, "a.yaml", Sheet, shelf)
    assert read(file, "a.yaml", Sheet, shelf) == first == read(file, "a.yaml", Sheet)
    assert first[0] is not None
    assert first[0].free == {"number": 1, "share": 0.5, "on": True, "list": ["x", 2], "more": {"y": "z"}}
    assert parsed == ["a.yaml", "a.yaml"]
    assert read(file, "elsewhere/a.yaml", Sheet, shelf)[0] != first[0]  # its records are located there
    file.write_text("title: B\n")
    changed, _ = read(file, "a.yaml", Sheet, shelf)
    assert changed is not None
    assert changed.title == "B"
    assert len(parsed) == 4


def test_what_is_faulty_or_damaged_is_parsed_again(tmp_path: Path, parsed: list[str]) -> None:
    shelf, file = Shelf(Keep(tmp_path / "kept"), ()), tmp_path / "a.yaml"
    file.write_text("titel: A\n")
    assert read_in_part(file, "a.yaml", Sheet, shelf).problems == read_in_part(file, "a.yaml", Sheet, shelf).problems
    assert len(parsed) == 2
    file.write_text("title: A\n")
    sound = read(file, "a.yaml", Sheet, shelf)
    (kept,) = (tmp_path / "kept").rglob("*/*")
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert read(file, "a.yaml", Sheet, shelf) == sound
    assert len(parsed) == 4
    assert read_in_part(tmp_path / "b.yaml", "b.yaml", Sheet, shelf).problems[0].code == "file-missing"


def test_a_number_that_cannot_be_kept_is_read_all_the_same(tmp_path: Path, parsed: list[str]) -> None:
    shelf, file = Shelf(Keep(tmp_path / "kept"), ()), tmp_path / "a.yaml"
    file.write_text(f"title: A\nfree: {{number: {2**70}}}\n")
    for _ in range(2):
        found, _ = read(file, "a.yaml", Sheet, shelf)
        assert found is not None
        assert found.free == {"number": 2**70}
    assert len(parsed) == 2
