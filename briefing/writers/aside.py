"""A document written in a process of its own, while this one goes on: two formats in the time of the longer.

The process is a fork, so that nothing has to be carried over to it; what it wrote comes back through a pipe. Where
there is no fork or no second processor, or this is a worker already, the document is written here, when it is wanted.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Mapping
from typing import cast

from briefing.document.nodes import Document
from briefing.keeping import NOTHING, Keep
from briefing.settings import Style
from briefing.writers import Written, writer

_held: list[None] = []  # one for each that asks for nothing aside


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Nothing is written aside: of many papers, this process learns fonts and words once, a fork for each anew."""
    _held.append(None)
    try:
        yield
    finally:
        _held.pop()


def pays() -> bool:
    """Whether a second process would run beside this one."""
    if _held or not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        return False
    threading = sys.modules.get("threading")
    if threading is not None and threading.current_thread() is not threading.main_thread():
        return False  # a worker of a cluster; other threads may hold locks that a fork would keep for ever
    multiprocessing = sys.modules.get("multiprocessing")
    return multiprocessing is None or multiprocessing.parent_process() is None


class Aside:
    """A document that is being written in one format. `written` waits for it; an exception there is raised here."""

    def __init__(self, name: str, document: Document, style: Style, keep: Keep = NOTHING) -> None:
        self._written: Written | None = None
        self._name, self._document, self._style, self._keep = name, document, style, keep
        reading, writing = os.pipe()
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the caller closed it
            stream.flush()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            self._write(writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def written(self) -> Written:
        """What was written; the process is gone after this."""
        if self._written is None:
            with self._pipe:
                data = self._pipe.read()
            os.waitpid(self._child, 0)
            self._child = 0
            found = pickle.loads(data) if data else None  # noqa: S301 - from our own process
            if isinstance(found, BaseException):
                raise found
            # A process that died without a word was killed, for want of memory perhaps: it is done again here.
            self._written = cast("Written", found) or writer(self._name)(self._document, self._style, {}, self._keep)
        return self._written

    def end(self) -> None:
        """Stop the process, if it still runs."""
        if self._child:
            self._pipe.close()  # closed already where reading it was interrupted
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._child = 0

    def _write(self, writing: int) -> None:
        """In the forked process: it ends here, and nothing of the other one's is undone or flushed."""
        try:
            try:
                found: object = writer(self._name)(self._document, self._style, {}, self._keep)
            except Exception as fault:  # noqa: BLE001 - raised in the other process
                found = fault
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(found, pipe)
        finally:
            os._exit(0)


class Pages(Mapping[str, int]):
    """The pages of headings, known when the document that is written aside is done: the first look waits."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside

    def __getitem__(self, key: str) -> int:
        return self._aside.written().anchors[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._aside.written().anchors)

    def __len__(self) -> int:
        return len(self._aside.written().anchors)
