"""A file's bytes, or the reason why there are none; and what they gave."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from briefing.problems import Location, Problem

LARGEST = 16 * 1024 * 1024  # bytes; some 30 000 claims. Nodes take about a hundred times the room of their text.
T = TypeVar("T")


class Parsed(msgspec.Struct, Generic[T], frozen=True):
    """What a file gave. With problems, `value` is read in part: faulty fields hold their default or a neutral value.

    `damaged` names those fields by the place of their record, so that nobody complains of them twice.
    """

    value: T | None
    problems: list[Problem]
    damaged: Mapping[Location, frozenset[str]]


def _at_once(path: str, flags: int) -> int:
    """Open a file; a pipe opens without a wait for who writes into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def read_bytes(path: Path, shown: str) -> bytes | Problem:
    """A file's bytes, or the reason why it cannot be read."""
    here = Location(shown)
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                message = "the file cannot be read: it is a device or a pipe"
                return Problem(code="file-unreadable", message=message, location=here)
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Problem(code="file-missing", message="there is no such file", location=here)
    except IsADirectoryError:
        return Problem(code="file-is-folder", message="a folder stands where a file is wanted", location=here)
    except OSError as fault:
        reason = os.strerror(fault.errno or errno.EIO).lower()
        return Problem(code="file-unreadable", message=f"the file cannot be read: {reason}", location=here)
    if len(data) > LARGEST:
        message = f"the file is larger than {LARGEST // 1024 // 1024} MiB"
        return Problem(code="file-too-large", message=message, location=here, hint="divide it into several files")
    return data
