"""What can be made again, kept on disk to save the making: sealed files in a folder that is safe to delete.

A file carries the key of what it was made from and a seal over all of it. One with another key, or damaged in any way,
counts as absent; nothing is ever taken from it. It is written beside its place and renamed into it, so that two
processes at once see a whole file each. Where nothing can be written, nothing is kept, and nobody is told.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefing import __version__

_PACKAGE = Path(__file__).parent
_SEAL = 32  # bytes of a SHA-256; the key is as long


class Keep(NamedTuple):
    """A folder of kept files; without one (None) nothing is kept and nothing found."""

    folder: Path | None

    def get(self, name: str, key: bytes) -> bytes | None:
        """What was put under this name with this key (a SHA-256), or None."""
        if self.folder is None:
            return None
        try:
            with (self.folder / name[:2] / name).open("rb") as file:
                data = file.read()
        except OSError:
            return None
        held = memoryview(data)[2 * _SEAL :]
        sound = data[:_SEAL] == key and data[_SEAL : 2 * _SEAL] == _sealed(key, held)
        return data[2 * _SEAL :] if sound else None

    def put(self, name: str, key: bytes, data: bytes) -> None:
        """Keep the data under a name (hexadecimal digits), in the place of what was kept there."""
        if self.folder is None:
            return
        place = self.folder / name[:2] / name
        beside = place.with_name(f"{name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(b"".join((key, _sealed(key, data), data)))
            beside.rename(place)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()

    def instant(self) -> int | None:
        """What time it is by the clock of the folder's file system, in nanoseconds; None where nothing can be kept."""
        if self.folder is None:
            return None
        stamp = self.folder / f"instant.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stamp.write_bytes(b"")
            found = stamp.stat().st_mtime_ns
            stamp.unlink()
        except OSError:
            return None
        return found


NOTHING = Keep(None)


def _sealed(key: bytes, data: bytes | memoryview) -> bytes:
    seal = hashlib.sha256(key)
    seal.update(data)
    return seal.digest()


def name_of(*parts: str) -> str:
    """A name under which to keep what belongs to these parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def key_of(*parts: bytes) -> bytes:
    """The key of what is made from these parts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


@cache
def makers(*rooms: str) -> bytes:
    """A digest of the code in modules and packages of ours ("" is all of it): other code, other results.

    The code tells of record types and checks what a version number could forget.
    """
    import msgspec  # noqa: PLC0415 - `briefing --help` needs none of this

    return key_of(__version__.encode(), msgspec.__version__.encode(), *map(_maker, rooms))


@cache
def _maker(room: str) -> bytes:
    """A digest of the code in one of them."""
    return key_of(*(part for path in _sources(_PACKAGE / room) for part in (path.name.encode(), path.read_bytes())))


@cache
def libraries(*packages: str) -> bytes:
    """A digest of the first files of libraries, which name their versions; nothing is loaded."""
    from importlib.util import find_spec  # noqa: PLC0415 - see above

    origins = (spec.origin for name in packages if (spec := find_spec(name)) is not None)
    return key_of(*(Path(origin).read_bytes() for origin in origins if origin is not None))


@cache
def installed() -> bytes:
    """A digest of where all our code is, and of its files' sizes, times of changes and inodes.

    It tells as well as `makers("")` that nothing has changed on one machine, in a fifth of the time.
    """
    return key_of(*_signatures(str(_PACKAGE)))


def _signatures(folder: str) -> Iterator[bytes]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            found = entry.stat()
            mark = (entry.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            yield repr(mark).encode("utf-8", "surrogateescape")
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _signatures(entry.path)


def _sources(room: Path) -> Iterable[Path]:
    return sorted(room.rglob("*.py")) if room.is_dir() else [room.with_suffix(".py")]
