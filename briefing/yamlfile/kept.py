"""Files as records, parsed once: what a sound file holds is kept under the hash of its bytes until these change.

The parser is loaded when a file has to be parsed; where all files are known, nobody waits for it (12 ms).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from briefing.keeping import NOTHING, Keep, key_of, makers, name_of
from briefing.problems import Problem
from briefing.yamlfile.files import Parsed, read_bytes

T = TypeVar("T")


class Shelf(msgspec.Struct, frozen=True):
    """Where records are kept, and the modules (see `keeping.makers`) that say what these records are."""

    keep: Keep
    rooms: tuple[str, ...]


_NO_SHELF = Shelf(NOTHING, ())
_ROOMS = ("yamlfile", "problems", "keeping")


def read(path: Path, shown: str, kind: type[T], shelf: Shelf = _NO_SHELF) -> tuple[T | None, list[Problem]]:
    """The record in a file, or None and all that is wrong with it. `shown` is the path as the user sees it."""
    parsed = read_in_part(path, shown, kind, shelf)
    return (None if parsed.problems else parsed.value), parsed.problems


def read_in_part(path: Path, shown: str, kind: type[T], shelf: Shelf = _NO_SHELF) -> Parsed[T]:
    """The record in a file, as far as it can be read."""
    data = read_bytes(path, shown)
    if isinstance(data, Problem):
        return Parsed(None, [data], {})
    if shelf.keep.folder is None:
        return parse(data, shown, kind)
    place = name_of("records", str(path.absolute()))
    key = key_of(makers(*shelf.rooms, *_ROOMS), shown.encode("utf-8", "surrogateescape"), hashlib.sha256(data).digest())
    held = _decoded(shelf.keep.get(place, key), kind)
    if held is not None:
        return Parsed(held, [], {})
    parsed = parse(data, shown, kind)
    if not parsed.problems:
        with suppress(OverflowError):  # a number that no machine word holds
            shelf.keep.put(place, key, msgspec.msgpack.encode(parsed.value))
    return parsed


def parse(data: bytes, shown: str, kind: type[T]) -> Parsed[T]:
    """The record in a file's bytes, as far as it can be read."""
    from briefing.yamlfile import records  # noqa: PLC0415 - see above

    return records.parse(data, shown, kind)


def pinpoint(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with `field` resolved to the value's own line and column (`nodes.pinpoint`), in the order given."""
    found = list(problems)
    if not any(problem.field for problem in found):
        return found
    from briefing.yamlfile import nodes  # noqa: PLC0415 - see above

    return nodes.pinpoint(found)


def _decoded(data: bytes | None, kind: type[T]) -> T | None:
    """The record that was kept, or None where nothing was, or what is none."""
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.DecodeError:
        return None
