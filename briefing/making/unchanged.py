"""Issues that need not be made again: all that they were made from is as it was, and their files are there.

Kept is what was read for an issue (every file with its hash, every folder with its list) and what was written. A file
whose size, times and inode are as they were counts as the same; for others the content decides. An issue is remembered
only if no file or folder was touched after its making began: what was read of others is not certain.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from briefing.keeping import Keep, installed, key_of, name_of
from briefing.making.order import Made, Order

Signature = tuple[int, int, int, int]


class Mark(msgspec.Struct, frozen=True):
    """A file's content by its SHA-256, and its signature: size, times of changes, inode."""

    sha256: str
    signature: Signature


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as it was made: what was read, what was written and taken away, what was said."""

    inputs: dict[str, Mark]
    folders: dict[str, bytes]
    outputs: dict[str, Mark]
    absent: list[str]
    line: str


def find(order: Order, keep: Keep) -> Past | None:
    """The issue that was made to this order if making it again would change nothing."""
    data = keep.get(*_place(order)) if keep.folder else None
    if data is None:
        return None
    try:
        past = msgspec.msgpack.decode(data, type=Past)
    except msgspec.DecodeError:
        return None
    same = all(_listed(folder) == listed for folder, listed in past.folders.items()) and all(
        _holds(path, mark) for marks in (past.inputs, past.outputs) for path, mark in marks.items()
    )
    return past if same and not any(map(os.path.lexists, past.absent)) else None


def remember(made: Made, paths: Iterable[Path], begun: int | None, keep: Keep) -> None:
    """Keep of an issue, delivered to `paths`, what `find` needs; its making began after `begun` (nanoseconds)."""
    if begun is None or made.problems:
        return
    from briefing.delivery.outbox import formerly  # noqa: PLC0415 - where nothing is made it is not loaded

    try:
        past = Past(
            inputs={path: _mark(path, digest) for path, digest in made.inputs.items()},
            folders={folder: _listed(folder) for folder in made.folders},
            outputs={str(path): _mark(str(path), hashlib.sha256(made.files[path.name]).hexdigest()) for path in paths},
            absent=sorted(str(made.folder / name) for name in formerly(made.files)),
            line=made.line,
        )
        touched = [mark.signature for mark in past.inputs.values()] + [_signature(folder) for folder in made.folders]
    except OSError:  # something has gone already
        return
    if all(max(signature[1:3]) < begun for signature in touched):
        with suppress(UnicodeEncodeError):  # a file's name that is no text
            keep.put(*_place(made.order), msgspec.msgpack.encode(past))


def _place(order: Order) -> tuple[str, bytes]:
    """The name under which an order's issue is remembered, and the key of what else decides on it."""
    here = str(Path.cwd())
    options = msgspec.msgpack.encode([order.formats, order.limit, order.as_draft, order.review, str(order.out)])
    libraries = Path(msgspec.__file__).parent.parent  # its time changes with each package that comes or goes
    world = f"{sys.version} {libraries} {libraries.stat().st_mtime_ns}"
    day = f"{order.as_of} {order.created}"
    return name_of("issue", here, str(order.brief), options.hex()), key_of(installed(), world.encode(), day.encode())


def _mark(path: str, digest: str) -> Mark:
    """A file's mark; `digest` is its content's, or empty where that is to be read."""
    signature = _signature(path)
    return Mark(digest or _read(path, signature), signature)


@cache
def _read(path: str, _signature: Signature) -> str:
    """The SHA-256 of a file, read once as long as it does not change."""
    return _sha256(path)


def _holds(path: str, mark: Mark) -> bool:
    try:
        found = _signature(path)
        same_size = found[0] == mark.signature[0]  # else it need not be read, nor waited for where a pipe stands now
        return found == mark.signature or (same_size and _sha256(path) == mark.sha256)
    except OSError:
        return False


def _signature(path: str) -> Signature:
    found = os.stat(path)  # noqa: PTH116 - a thousand of these
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _sha256(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - a thousand of these
        return hashlib.sha256(file.read()).hexdigest()


def _listed(folder: str) -> bytes:
    """A digest of the names in a folder; of none where there is no such folder."""
    try:
        return key_of(*(name.encode("utf-8", "surrogateescape") for name in sorted(os.listdir(folder))))  # noqa: PTH208
    except OSError:
        return b""
