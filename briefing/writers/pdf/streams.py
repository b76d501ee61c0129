"""The streams of the files that `file.py` writes, given from their dictionary to their last byte."""

from __future__ import annotations

import hashlib
import re
import zlib
from binascii import unhexlify
from collections.abc import Iterator
from contextlib import contextmanager

_BETWEEN = re.compile(rb">[^<]*<")  # from one stretch of codes to the next: a kern, or the way to another line or mark
_OPENED = b"</"  # what such ways leave of a mark: `</MCID 7`, and the codes that it shows
_APART = b"000A"  # a line end, which no text has, between the codes of marks


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
    content, _, _ = unpacked(stream).rpartition(b">")
    for part in _BETWEEN.sub(b"", content).split(_OPENED)[1:]:
        place = b"MCID %d" % (first + len(marks))
        if part.startswith(place):
            marks.append(part[len(place) :])
        elif part.startswith(b"MCID"):
            message = "the marks of a page are not in order"
            raise ValueError(message)
    return unhexlify(_APART.join(marks)).decode("utf-16-be")
