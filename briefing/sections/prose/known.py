"""Texts whose Markdown was read before: what came of it is kept from one build of a brief to the next.

Most texts of a brief stay as they are from week to week, and what inserts values leaves them alone (`slots.py`). The
Markdown parser is loaded when a text is new (20 ms, and as much again to read a paper's worth).
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import msgspec

from briefing.keeping import NOTHING, Keep, key_of, makers, name_of
from briefing.sections.prose.branches import Branch

Branches = tuple[Branch, ...]


class Known:
    """What was read; `place` tells one brief's texts from another's. `remember` keeps those that were asked for."""

    def __init__(self, keep: Keep = NOTHING, place: str = "") -> None:
        self._keep = keep
        self._kept = (name_of("markdown", place), _key()) if keep.folder else ("", b"")
        self._before = _decoded(keep.get(*self._kept)) if keep.folder else {}
        self._asked: dict[str, Branches] = {}

    def blocks(self, text: str) -> Branches:
        """The blocks of a text."""
        return self._read("blocks", text)

    def line(self, text: str) -> Branches:
        """The inlines of a line of text."""
        return self._read("line", text)

    def remember(self) -> None:
        """Keep what was read, if it is other than before."""
        if self._keep.folder is not None and self._asked.keys() != self._before.keys():
            self._keep.put(*self._kept, msgspec.msgpack.encode(self._asked))
            self._before = dict(self._asked)

    def _read(self, kind: str, text: str) -> Branches:
        key = f"{kind}:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
        found = self._asked.get(key) or self._before.get(key)
        if found is None:
            from briefing.sections.prose import syntax  # noqa: PLC0415 - see above

            found = syntax.parse(text) if kind == "blocks" else syntax.parse_line(text)
        self._asked[key] = found
        return found


def _decoded(data: bytes | None) -> dict[str, Branches]:
    try:
        return msgspec.msgpack.decode(data, type=dict[str, Branches]) if data is not None else {}
    except msgspec.DecodeError:
        return {}


def _key() -> bytes:
    """What decides how Markdown is read: our code, and the parser's version, which its first file names."""
    parser = find_spec("markdown_it")
    version = Path(parser.origin).read_bytes() if parser and parser.origin else b""
    return key_of(makers("sections/prose", "keeping"), version)
