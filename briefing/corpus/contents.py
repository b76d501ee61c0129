"""What a sound corpus contains, file by file: enough to find the few files that a brief, or a change, calls for.

It is kept beside the records of the files and tells by hash which of these it speaks of. With any problem in the
corpus, nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from briefing.corpus.files import Files
from briefing.corpus.load import SOURCES, Publication
from briefing.corpus.records import Claim, Source
from briefing.keeping import Keep, key_of, makers, name_of

T = TypeVar("T", bound=msgspec.Struct)
# Size, time of the last change of any kind (nanoseconds), inode; no time where it may change, unseen by these.
Mark = tuple[int, int, int]
_MAKERS = ("corpus", "yamlfile", "problems", "nearest", "keeping")
_LONG = 16  # digits of a number that is no number any more
_MANY = 20  # actors, for which going through all in an entry is quicker than looking up each
_HELD = 64  # files whose claims are at hand, not yet decoded
_LARGE = 3 * 1024 * 1024  # bytes, some 10,000 claims
_SHIFT = 20  # bits for the place of a claim in its file; a file has 2 ** 24 bytes at most


class MovedError(Exception):
    """A file is no longer what the contents say."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file: its SHA-256 and its mark; the ids of its records, one a line.

    Of a source, the ids are the numbers of its `count` claims (`1-100 103`), `actors` are whom they name, each with
    the places of the claims in the file (` dprk:0,5 russia:5`), and `record` is the source, empty if it cannot be kept.
    """

    sha256: str
    mark: Mark
    ids: str = ""
    count: int = 0
    actors: str = ""
    record: bytes = b""


def entry_of_list(ids: Iterable[str], sha256: str, mark: Mark) -> Entry:
    """The entry of a file that is no source."""
    return Entry(sha256, mark, "\n".join(ids))


def entry_of(source: Source, claims: Iterable[Claim], sha256: str, mark: Mark) -> Entry:
    """The entry of a source with its claims."""
    named: dict[str, list[str]] = {}
    numbers: list[str] = []
    for place, claim in enumerate(claims):
        numbers.append(claim.id.rpartition("/")[2])
        for actor in {claim.provider, claim.recipient, claim.speaker, *claim.actors}:
            named.setdefault(actor, []).append(str(place))
    named.pop("", None)
    actors = "".join(f" {actor}:{','.join(places)}" for actor, places in sorted(named.items()))
    try:
        record = msgspec.msgpack.encode(source)
    except OverflowError:  # a number that no machine word holds, and that no check lets pass
        record = b""
    return Entry(sha256, mark, _ranges(numbers), len(numbers), actors, record)


def _ranges(numbers: Iterable[str]) -> str:
    """`1-3 5` for 1, 2, 3, 5."""
    small = sorted(int(number) for number in numbers if len(number) < _LONG)
    ends = [-1, *(place for place, (a, b) in enumerate(pairwise(small)) if b != a + 1), len(small) - 1]
    pairs = [(small[a + 1], small[b]) for a, b in pairwise(ends)] if small else []
    parts = [f"{first}-{last}" if first != last else f"{first}" for first, last in pairs]
    return " ".join([*parts, *(number for number in numbers if len(number) >= _LONG)])


def numbers_of(entry: Entry) -> set[str]:
    """The numbers of a source's claims."""
    found: set[str] = set()
    for part in entry.ids.split():
        first, dash, last = part.partition("-")
        found.update(map(str, range(int(first), int(last) + 1)) if dash else (part,))
    return found


def signatures(folder: Path) -> dict[str, Mark]:
    """The mark of each YAML file of a corpus; zeros for what cannot be looked at."""
    found = {}
    for below, prefix in ((folder, ""), (folder / SOURCES, f"{SOURCES}/")):
        if _seen(below):
            with os.scandir(below) as entries:
                for entry in entries:
                    if entry.name.lower().endswith((".yaml", ".yml")):
                        found[prefix + entry.name] = _mark(entry)
    return found


def all_seen(folder: Path) -> bool:
    """Whether `signatures` misses no file for want of access, or because something else stands in a folder's place."""
    return _seen(folder) and (_seen(folder / SOURCES) or not os.path.lexists(folder / SOURCES))


def _seen(folder: Path) -> bool:
    return os.path.isdir(folder) and os.access(folder, os.R_OK | os.X_OK)  # noqa: PTH112 - pathlib raises


def _mark(entry: os.DirEntry[str]) -> Mark:
    try:
        found = entry.stat()
    except OSError:  # a link that leads nowhere
        return 0, 0, 0
    return found.st_size, max(found.st_mtime_ns, found.st_ctime_ns), found.st_ino


def large(marks: Mapping[str, Mark]) -> bool:
    """Whether files are so many that not all are read where few will do."""
    return sum(size for size, _, _ in marks.values()) >= _LARGE


def stored(folder: Path, shown: str, keep: Keep) -> dict[str, Entry]:
    """The contents as they were kept; empty where there are none."""
    data = keep.get(*_key(folder, shown)) if keep.folder else None
    try:
        return msgspec.msgpack.decode(data, type=dict[str, Entry]) if data is not None else {}
    except msgspec.DecodeError:
        return {}


def store(folder: Path, shown: str, keep: Keep, entries: Mapping[str, Entry]) -> None:
    """Keep the contents of a corpus that is sound."""
    keep.put(*_key(folder, shown), msgspec.msgpack.encode(entries))


def _key(folder: Path, shown: str) -> tuple[str, bytes]:
    return name_of("contents", str(folder.resolve()), shown), key_of(makers(*_MAKERS))


class _Id(msgspec.Struct, gc=False):
    id: str


class _Ids(msgspec.Struct):
    """Of a publication, the ids of its claims."""

    claims: tuple[_Id, ...] = ()


class _Parts(msgspec.Struct):
    """Of a publication, its claims, not yet decoded."""

    claims: tuple[msgspec.Raw, ...] = ()


_decode = msgspec.msgpack.Decoder(Claim).decode


class Contents:
    """A sound corpus whose claims are read when they are asked for. Claims have numbers in the order of the files."""

    def __init__(self, files: Files, entries: Mapping[str, Entry]) -> None:
        self.files, self.entries = files, entries
        sources = sorted(name for name in entries if name.startswith(f"{SOURCES}/"))
        self.names = sorted(sources, key=lambda name: name.removesuffix(".yaml"))
        self.hashes = {name: entries[name].sha256 for name in sorted(entries)}
        self._claims: dict[int, Claim] = {}
        self._parts: dict[int, tuple[msgspec.Raw, ...]] = {}
        self._placed: dict[str, dict[str, int]] = {}

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each source's file, by the id of the source."""
        return {name[len(SOURCES) + 1 : -len(".yaml")]: number for number, name in enumerate(self.names)}

    @cached_property
    def total(self) -> int:
        """How many claims there are."""
        return sum(entry.count for entry in self.entries.values())

    @property
    def most(self) -> int:
        """From how many claims on it is quicker to read all than to read them alone."""
        return self.total // 3

    @cached_property
    def known(self) -> dict[str, Source]:
        """All sources, in the order of their ids."""
        decode = msgspec.msgpack.Decoder(Source).decode
        return {source: decode(self.entries[self.names[number]].record) for source, number in self.places.items()}

    def sources(self) -> dict[str, Source]:
        """As `known`."""
        return self.known

    def publication(self, name: str) -> Publication:
        """What stands in a source's file; MovedError if that is no longer so."""
        sha256 = self.entries[name].sha256
        found: Publication | None = self.files.kept(name, sha256, Publication)
        if found is not None:
            return found
        file = self.files.read(name, Publication)
        if file.sha256 != sha256 or file.problems:
            raise MovedError(name)
        read: Publication = file.value
        return read

    def claims_of(self, actors: Collection[str]) -> set[int]:
        """The numbers of the claims that name one of the actors in any part."""
        sought = set(actors)
        return {
            number << _SHIFT | int(place)
            for number, name in enumerate(self.names)
            for places in _found(self.entries[name].actors, sought)
            for place in places.split(",")
        }

    def numbers(self, ids: Collection[str]) -> set[int]:
        """The numbers of the claims with these ids, as far as there are such."""
        return {number for key in ids if (number := self.number(key)) is not None}

    def number(self, key: str) -> int | None:
        """The number of the claim with an id; None if there is none."""
        source = key.partition("/")[0]
        number = self.places.get(source)
        if number is None:
            return None
        if source not in self._placed:
            claims = self._kept(self.names[number], _Ids).claims
            self._placed[source] = {claim.id: place for place, claim in enumerate(claims)}
        place = self._placed[source].get(key)
        return number << _SHIFT | place if place is not None else None

    def claims(self, numbers: Collection[int]) -> list[Claim]:
        """The claims with these numbers, in the order of the files; the others of their files are not held."""
        asked = sorted(numbers)
        for file, among in groupby((n for n in asked if n not in self._claims), key=lambda n: n >> _SHIFT):
            if file not in self._parts:
                if len(self._parts) == _HELD:
                    self._parts.clear()
                self._parts[file] = self._kept(self.names[file], _Parts).claims
            for number in among:
                self._claims[number] = _decode(self._parts[file][number & (1 << _SHIFT) - 1])
        return [self._claims[number] for number in asked]

    def _kept(self, name: str, kind: type[T]) -> T:
        """A source's file, decoded as far as a kind goes."""
        sha256 = self.entries[name].sha256
        found: T | None = self.files.kept(name, sha256, kind)
        if found is not None:
            return found
        try:
            data = msgspec.msgpack.encode(self.publication(name))  # lost since
        except OverflowError:
            raise MovedError(name) from None
        return msgspec.msgpack.decode(data, type=kind)


def _found(actors: str, sought: set[str]) -> Iterator[str]:
    """The places of the claims that name one of the actors sought, as an entry has them."""
    if len(sought) > _MANY:
        yield from (places for actor, _, places in (part.partition(":") for part in actors.split()) if actor in sought)
        return
    for actor in sought:
        start = actors.find(f" {actor}:")
        if start >= 0:
            begin = start + len(actor) + 2
            end = actors.find(" ", begin)
            yield actors[begin : end if end >= 0 else len(actors)]


class Claims(Mapping[str, Claim]):
    """All claims of a corpus for who looks one up, and few of them for who goes through them."""

    def __init__(self, contents: Contents, some: Mapping[str, Claim]) -> None:
        self.contents, self.some = contents, some
        self.numbers: dict[str, set[str]] = {}

    def __contains__(self, key: object) -> bool:
        source, _, number = str(key).partition("/")
        place = self.contents.places.get(source)
        if place is None:
            return False
        if source not in self.numbers:
            self.numbers[source] = numbers_of(self.contents.entries[self.contents.names[place]])
        return number in self.numbers[source]

    def __getitem__(self, key: str) -> Claim:
        if key in self.some:
            return self.some[key]
        number = self.contents.number(key)
        if number is None:
            raise KeyError(key)
        return self.contents.claims([number])[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.some)

    def __len__(self) -> int:
        return len(self.some)
