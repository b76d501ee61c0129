"""The PDF written in a process of its own, while this one goes on with another format.

The process may be there before the document is: it loads what a PDF takes while the document is being made (`ready`).
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

import msgspec

from briefing.beside import Beside, Tell, pays
from briefing.document.nodes import Document
from briefing.document.notes import number
from briefing.garbage import without_gc
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written, writer

if TYPE_CHECKING:
    from briefing.writers.pdf.verify import Reading

_STYLE, _DOCUMENT = b"s", b"d"  # what a message to the process is
_PLACED, _STREAMS = "placed", "streams"  # what it tells: the page of each heading, streams as the file has them
MANY = 60  # streams that are sent together, those of some thirty pages; a shorter paper is read where it is written
_LENGTH = 8  # bytes of its length
_ready: list[Aside] = []  # the process that waits for a document, if one does


class Aside(Beside[Written]):
    """A process that loads what a PDF takes, the fonts as soon as it knows the style, and writes the document it gets.

    The pages of the document's headings are told as soon as it is laid out. A long paper is read back here, its streams
    as they are made; a short one is read there.
    """

    def __init__(self, keep: Keep = NOTHING) -> None:
        self._keep = keep
        self._style: Style | None = None
        self._given: tuple[Document, Style] | None = None
        self._reading: Reading | None = None  # of a long paper, until it is done
        self._asked, asking = os.pipe()
        self._asking = os.fdopen(asking, "wb")
        super().__init__(self._write)
        os.close(self._asked)

    def prepare(self, style: Style) -> None:
        """Load the fonts of a style."""
        self._style = style
        self._ask(_STYLE, pickle.dumps(style))

    def write(self, document: Document, style: Style) -> None:
        """Write a document, best in the style that was prepared for."""
        if style != self._style:
            self.prepare(style)
        self._given = (document, style)
        self._ask(_DOCUMENT, msgspec.msgpack.encode(document))
        self._close()

    def value(self) -> Written:
        """The PDF, read back; the process is gone after this."""
        made = super().value()
        if self._reading is not None and made.data:
            with without_gc():
                self._reading.verify(made.data)
            self._reading = None
        return made

    def hear(self, name: str, value: object) -> None:
        """Streams of a long paper are read as they come, whatever is waited for."""
        if name != _STREAMS:
            super().hear(name, value)
            return
        if self._reading is None:
            assert self._given is not None  # noqa: S101 - or nothing would be told
            from briefing.writers.pdf.verify import Reading  # noqa: PLC0415 - where there is a long PDF

            document, _ = self._given
            self._reading = Reading(document, number(document))
        with without_gc():
            self._reading.hear(cast("tuple[tuple[int, bytes], ...]", value))

    def end(self) -> None:
        """Stop the process, if it still runs."""
        self._close()
        super().end()

    def _close(self) -> None:
        with contextlib.suppress(BrokenPipeError):  # what is left of a message to a process that was killed
            self._asking.close()

    def _ask(self, kind: bytes, message: bytes) -> None:
        """Send a message with its length before it: its end is not that of the pipe, which forks hold open, too."""
        with contextlib.suppress(BrokenPipeError):  # it was killed; what it was to do is done here
            self._asking.write(kind + len(message).to_bytes(_LENGTH, "big") + message)
            self._asking.flush()

    def _write(self, tell: Tell) -> Written:
        self._reading = None  # if this is done once more, what was heard before counts no more
        if self._given is None:
            self._asking.close()
            self._given = self._asked_for()
        from briefing.writers.pdf.writer import Hearers, unread, verified  # noqa: PLC0415 - loaded where it is used

        document, style = self._given
        waiting: list[tuple[int, bytes]] = []
        told = False

        def packed(place: int, stream: bytes) -> None:
            nonlocal told
            waiting.append((place, stream))
            if len(waiting) > MANY:
                tell(_STREAMS, tuple(waiting))
                waiting.clear()
                told = True

        made = unread(document, style, self._keep, Hearers(partial(tell, _PLACED), packed))
        return made if told else verified(made, document)

    def _asked_for(self) -> tuple[Document, Style]:
        """In the process: the document and its style, when they come."""
        writer("pdf")
        from briefing.writers.pdf.fontbook import load  # noqa: PLC0415 - loaded in the process that writes

        decoder = msgspec.msgpack.Decoder(Document)
        style = Style()
        while True:
            kind, length = _read(self._asked, 1), _read(self._asked, _LENGTH)
            message = _read(self._asked, int.from_bytes(length, "big"))
            if kind == _DOCUMENT:
                return decoder.decode(message), style
            style = pickle.loads(message)  # noqa: S301 - from our own process
            for _ in load(style, self._keep):
                if select.select([self._asked], [], [], 0)[0]:
                    break


def _read(file: int, length: int) -> bytes:
    """So many bytes of a pipe."""
    parts: list[bytes] = []
    while length:
        part = os.read(file, length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


@contextlib.contextmanager
def ready(keep: Keep) -> Iterator[None]:
    """A process waits for the document that will be made now, if a second one would run beside this."""
    if pays():
        _ready.append(Aside(keep))
    try:
        yield
    finally:
        while _ready:
            _ready.pop().end()


def waits() -> bool:
    """Whether a process waits for a document."""
    return bool(_ready)


def prepare(style: Style) -> None:
    """Let the process that waits, if any, load the fonts of the style."""
    for process in _ready:
        process.prepare(style)


def begun(document: Document, style: Style, keep: Keep) -> Aside:
    """The document as it is being written: by the process that waits for it, or by a new one."""
    process = _ready.pop() if _ready else Aside(keep)
    process.write(document, style)
    return process


class Pages(Mapping[str, int]):
    """The page of each heading by id; the first look waits until the document that is written aside is laid out."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    @cached_property
    def _known(self) -> Mapping[str, int]:
        told = self._aside.told(_PLACED)  # nothing where the document cannot be set
        return self._aside.value().anchors if told is None else cast("Mapping[str, int]", told)

    def __getitem__(self, key: str) -> int:
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
