"""The streams of the files that `file.py` writes, given from their dictionary to their last byte."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

_BETWEEN = re.compile(rb"\)[^(<]*\(")  # from one string to the next of a mark: a kern, or the way to another line
_OPENED = b"<</"  # how marks begin
_APART = b"\0\n"  # a line end, which no text has, between the codes of marks
_MEANT = "()<\r\n\\"  # what is escaped in a string, so that its bytes are never taken for anything else
_ESCAPES = {ord(sign): f"\\{ord(sign):03o}" for sign in _MEANT}


class UnreadableError(Exception):
    """The file is not one of ours, or is damaged."""


@contextmanager
def readable() -> Iterator[None]:
    """Inside, what is wrong with a file raises `UnreadableError`."""
    try:
        yield
    except (ValueError, IndexError, KeyError, AttributeError, zlib.error) as fault:
        raise UnreadableError(str(fault)) from fault


def digest(stream: bytes) -> bytes:
    """What tells a stream from all others."""
    return hashlib.blake2b(stream, digest_size=16).digest()


def unpacked(stream: bytes) -> bytes:
    """The data of a stream, given from its head to its last byte."""
    head, _, body = stream.partition(b">>\nstream\n")
    length = int(head[head.rindex(b"/Length ") + 8 :])
    return zlib.decompress(body[:length]) if b"/FlateDecode" in head else body[:length]


def shown(stream: bytes, first: int = 0) -> str:
    """What the marks of a stream of a page show, from the first on: codes as characters, line ends between the marks.

    What stands between the marks is no text of the document.
    """
    marks: list[bytes] = []
    for part in _BETWEEN.sub(b"", unpacked(stream)).split(_OPENED)[1:]:
        place = b"MCID %d>>" % (first + len(marks))
        if part.startswith(place):
            marks.append(part.partition(b"(")[2].rpartition(b")")[0])
        elif part.startswith(b"MCID"):
            message = "the marks of a page are not in order"
            raise ValueError(message)
    codes = _APART.join(marks)
    for sign in _MEANT if b"\\" in codes else "":  # the backslash last
        codes = codes.replace(_ESCAPES[ord(sign)].encode("ascii"), sign.encode("ascii"))
    return codes.decode("utf-16-be")


def written(code: int) -> str:
    """A code of a character as the two bytes of it in a string, in Latin-1 (ISO 32000-1, 7.3.4.2)."""
    return code.to_bytes(2, "big").decode("latin-1").translate(_ESCAPES)
