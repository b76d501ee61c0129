"""The files of a corpus, one by one: parsed, or taken from what was kept when they were.

Where much is to be parsed, all processors do it. What comes of a file is the same either way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from briefing import beside
from briefing.keeping import NOTHING, Keep, key_of, makers, name_of
from briefing.problems import Location, Problem
from briefing.yamlfile import parse, read_bytes

_MAKERS = (
    "corpus/records",
    "corpus/dates",
    "corpus/quantities",
    "corpus/load",
    "corpus/files",
    "yamlfile",
    "problems",
    "keeping",
)
_TRIED = 1024 * 1024  # bytes parsed in this process (some 0.15 s) before others are asked to help
_WORTH = 3 * 1024 * 1024  # bytes left for which that pays

Pack = Callable[[Any], Any]


class File(msgspec.Struct, frozen=True):
    """What a file gave: its record, read in part where there are problems (see `yamlfile.Parsed`).

    `parsed` is how many bytes had to be parsed for it.
    """

    value: Any = None
    sha256: str = ""
    problems: list[Problem] = []
    damaged: Mapping[Location, frozenset[str]] = MappingProxyType({})
    parsed: int = 0


class Files:
    """The files of the corpus in a folder; `shown` is the folder as the user sees it.

    `sure` tells the SHA-256 of files that are known not to have changed: they need not be read to be known.
    """

    def __init__(
        self, folder: Path, shown: str, keep: Keep = NOTHING, sure: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.folder, self.shown, self.keep, self.sure = folder, shown, keep, sure
        self.place = str(folder.resolve()) if keep.folder else ""

    def read(self, name: str, kind: type[Any]) -> File:
        """What stands in a file, as a record of a kind."""
        if name in self.sure and (held := self.kept(name, self.sure[name], kind)) is not None:
            return File(held, self.sure[name])
        shown = f"{self.shown}/{name}"
        data = read_bytes(self.folder / name, shown)
        if isinstance(data, Problem):
            return File(problems=[data])
        sha256 = hashlib.sha256(data).hexdigest()
        if (held := self.kept(name, sha256, kind)) is not None:
            return File(held, sha256)
        found = parse(data, shown, kind)
        if self.keep.folder and not found.problems:
            with suppress(OverflowError):  # a number that no machine word holds
                self.keep.put(*self._key(name, sha256), msgspec.msgpack.encode(found.value))
        return File(found.value, sha256, found.problems, found.damaged, len(data))

    def kept(self, name: str, sha256: str, kind: Any) -> Any | None:  # noqa: ANN401 - a Struct type, a value of it
        """The record that was kept of a file with this SHA-256, or None where none was."""
        data = self.keep.get(*self._key(name, sha256)) if self.keep.folder else None
        if data is None:
            return None
        try:
            return _decoder(kind).decode(data)
        except msgspec.DecodeError:
            return None

    def read_all(self, names: Sequence[str], kind: type[Any], pack: Pack | None = None) -> Iterator[tuple[str, File]]:
        """What stands in each file, in their order; with `pack`, what that makes of their records."""
        parsed, alone = 0, False
        for number, name in enumerate(names):
            if parsed > _TRIED and not alone:
                left = names[number:]
                if self._worth_while(left):
                    yield from zip(left, self._read_together(left, kind, pack), strict=True)
                    return
                alone = True
            file = self.read(name, kind)
            parsed += file.parsed
            yield name, _packed(file, pack) if pack else file

    def _key(self, name: str, sha256: str) -> tuple[str, bytes]:
        shown = f"{self.shown}/{name}".encode("utf-8", "surrogateescape")
        return name_of("records", self.place, name), key_of(makers(*_MAKERS), shown, bytes.fromhex(sha256))

    def _worth_while(self, names: Sequence[str]) -> bool:
        """Whether other processes would be quicker with these files."""
        if not beside.pays():
            return False
        places = (self.folder / name for name in names)
        return sum(place.stat().st_size for place in places if place.is_file()) > _WORTH

    def _read_together(self, names: Sequence[str], kind: type[Any], pack: Pack | None) -> Iterator[File]:
        """As `read_all`, by processes forked from this one; should one die, the rest is read here."""
        from briefing.corpus.together import each  # noqa: PLC0415 - 30 ms, for what takes seconds

        number, unpack = 0, _unpacked(kind) if pack is None else None
        for file in each(_Work(self, kind, pack or _encoded), names):
            number += 1
            yield _packed(file, unpack) if unpack else file
        for name in names[number:]:
            yield _packed(self.read(name, kind), pack) if pack else self.read(name, kind)


class _Work:
    """What a forked process does with the name of a file."""

    def __init__(self, files: Files, kind: type[Any], pack: Pack) -> None:
        self.files, self.kind, self.pack = files, kind, pack

    def __call__(self, name: str) -> File:
        file = _packed(self.files.read(name, self.kind), self.pack)
        return msgspec.structs.replace(file, damaged=dict(file.damaged))


def _packed(file: File, pack: Pack) -> File:
    return file if file.value is None else msgspec.structs.replace(file, value=pack(file.value))


def _encoded(value: Any) -> Any:  # noqa: ANN401 - a record
    """A record as bytes, which travel faster; as it is where a number of it is too large for that."""
    try:
        return msgspec.msgpack.encode(value)
    except OverflowError:
        return value


def _unpacked(kind: Any) -> Pack:  # noqa: ANN401 - a Struct type
    decode = _decoder(kind).decode
    return lambda value: decode(value) if isinstance(value, bytes) else value


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:  # noqa: ANN401 - any Struct type
    return msgspec.msgpack.Decoder(kind)
