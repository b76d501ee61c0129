"""A corpus read and checked, doing again only what a change calls for.

All that a check reads of a claim stands in its own file, in the files that hold lists, or is the mere existence of
other records. So in a corpus that was sound, after a change to some sources that takes no id away, only the claims of
these sources need a check. Whatever this finds, the whole corpus is checked for, so that the problems are always those
of a full check; problems are never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import msgspec

from briefing.corpus.checks import check
from briefing.corpus.load import SOURCES, load
from briefing.corpus.records import Claim, Corpus
from briefing.keeping import NOTHING, Keep, key_of, makers, name_of
from briefing.problems import Problem
from briefing.progress import Progress, silent
from briefing.yamlfile import pinpoint

_MAKERS = ("corpus", "yamlfile", "problems", "nearest", "keeping")


class _Sound(msgspec.Struct, frozen=True):
    """A corpus in which nothing was wrong: the hashes of its files, and for each source's the claims' ids.

    The ids of a file are held as their number and a digest of them in their order.
    """

    hashes: dict[str, str]
    ids: dict[str, tuple[int, bytes]]


class _Some(Mapping[str, Claim]):
    """All claims for who looks one up, and few of them for who goes through them."""

    def __init__(self, every: Mapping[str, Claim], some: list[str]) -> None:
        self.every, self.some = every, some

    def __getitem__(self, key: str) -> Claim:
        return self.every[key]

    def __contains__(self, key: object) -> bool:
        return key in self.every

    def __iter__(self) -> Iterator[str]:
        return iter(self.some)

    def __len__(self) -> int:
        return len(self.some)


def read(
    folder: Path, shown: str, keep: Keep = NOTHING, progress: Progress = silent
) -> tuple[Corpus | None, list[Problem]]:
    """The corpus in a folder, and all that is wrong in its files and records, each fault at its place."""
    corpus, problems = load(folder, shown, keep, progress)
    if corpus is None:
        return None, problems
    if problems or keep.folder is None:
        return corpus, problems + pinpoint(check(corpus))
    return corpus, pinpoint(_found(corpus, str(folder.resolve()), shown, keep))


def _found(corpus: Corpus, folder: str, shown: str, keep: Keep) -> list[Problem]:
    """What a check finds in a corpus whose files are sound."""
    place, key = name_of("sound", folder, shown), key_of(makers(*_MAKERS))
    before = _before(keep.get(place, key))
    if before is not None and before.hashes == corpus.hashes:
        return []
    ids = _ids(corpus, shown)
    some = _touched(corpus, ids, before) if before is not None else None
    if some is None or check(msgspec.structs.replace(corpus, claims=_Some(corpus.claims, some))):
        problems = check(corpus)
        if problems:
            return problems
    now = _Sound(dict(corpus.hashes), {name: (len(held), _digest(held)) for name, held in ids.items()})
    keep.put(place, key, msgspec.msgpack.encode(now))
    return []


def _before(data: bytes | None) -> _Sound | None:
    try:
        return msgspec.msgpack.decode(data, type=_Sound) if data is not None else None
    except msgspec.DecodeError:
        return None


def _ids(corpus: Corpus, shown: str) -> dict[str, list[str]]:
    """The ids of the claims in each source's file, by the name of the file in the corpus."""
    files = groupby(corpus.claims.values(), key=lambda claim: claim.location.file)
    return {file.removeprefix(f"{shown}/"): [claim.id for claim in claims] for file, claims in files}


def _touched(corpus: Corpus, ids: Mapping[str, list[str]], before: _Sound) -> list[str] | None:
    """The claims of the files that are not as before; None where more has changed than sources that kept their ids."""
    changed = [name for name, digest in corpus.hashes.items() if before.hashes.get(name) != digest]
    gone = before.hashes.keys() - corpus.hashes.keys()
    if gone or not all(name.startswith(f"{SOURCES}/") for name in changed):
        return None
    for name in changed:
        number, digest = before.ids.get(name, (0, b""))
        if number and _digest(ids.get(name, [])[:number]) != digest:
            return None
    return [claim for name in changed for claim in ids.get(name, ())]


def _digest(ids: list[str]) -> bytes:
    return key_of("\n".join(ids).encode())
