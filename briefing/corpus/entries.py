"""The files of a sound corpus as its contents list them: what is kept of each, and how a change to it is noticed.

It is kept beside the records of the files and tells by hash which of these it speaks of. With any problem in the
corpus, nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from briefing.corpus.load import SOURCES
from briefing.corpus.records import Claim, Source
from briefing.keeping import Keep, key_of, makers, name_of

# Size, time of the last change of any kind (nanoseconds), inode; no time where it may change, unseen by these.
Mark = tuple[int, int, int]
_MAKERS = ("corpus", "yamlfile", "problems", "nearest", "keeping")
_LONG = 16  # digits of a number that is no number any more
_LARGE = 3 * 1024 * 1024  # bytes, some 10,000 claims


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


def _ranges(numbers: Sequence[str]) -> str:
    """`1-3 5` for 1, 2, 3, 5; what is no number is left out."""
    written = [number for number in numbers if number.isascii() and number.isdecimal()]
    small = sorted(int(number) for number in written if len(number) < _LONG)
    ends = [-1, *(place for place, (a, b) in enumerate(pairwise(small)) if b != a + 1), len(small) - 1]
    pairs = [(small[a + 1], small[b]) for a, b in pairwise(ends)] if small else []
    parts = [f"{first}-{last}" if first != last else f"{first}" for first, last in pairs]
    return " ".join([*parts, *(number for number in written if len(number) >= _LONG)])


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
