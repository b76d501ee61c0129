"""What a sound corpus contains, found file by file: the few files that a brief, or a change, calls for are read.

What is known of the files beforehand is told in `entries`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import TypeVar

import msgspec

from briefing.corpus.entries import Entry, numbers_of
from briefing.corpus.files import Files
from briefing.corpus.load import SOURCES, Publication
from briefing.corpus.records import Claim, Source

T = TypeVar("T", bound=msgspec.Struct)
_MANY = 20  # actors, for which going through all in an entry is quicker than looking up each
_HELD = 64  # files whose claims are at hand, not yet decoded
_SHIFT = 20  # bits for the place of a claim in its file; a file has 2 ** 24 bytes at most


class MovedError(Exception):
    """A file is no longer what the contents say."""


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
