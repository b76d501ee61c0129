"""Work done in a process of its own, while this one goes on: two things in the time of the longer.

The process is a fork, so that nothing has to be carried over to it; what came of the work comes back through a pipe.
Where there is no fork or no second processor, or this is a worker already, the work is done here, when it is wanted.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar, cast

Value = TypeVar("Value")

_held: list[None] = []  # one for each that asks for no process beside this one


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """All is done here: of many papers, this process learns fonts and words once, a fork for each anew."""
    _held.append(None)
    try:
        yield
    finally:
        _held.pop()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pays() -> bool:
    """Whether a second process would run beside this one."""
    if _held or not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity") or processors() < 2:
        return False
    threading = sys.modules.get("threading")
    if threading is not None and threading.current_thread() is not threading.main_thread():
        return False  # a worker of a cluster; other threads may hold locks that a fork would keep for ever
    multiprocessing = sys.modules.get("multiprocessing")
    return multiprocessing is None or multiprocessing.parent_process() is None


def end_with(parent: int) -> None:
    """In a forked process of a pool, which would wait for work for ever: end it when its parent was killed.

    Ctrl-C ends it at once and without a word; the first process speaks for all.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    import threading  # noqa: PLC0415 - pools alone need this
    import time  # noqa: PLC0415

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def begun(work: Callable[[], Value], *, worth_it: bool) -> Iterator[Callable[[], Value]]:
    """What gives the value of some work: begun beside this process if that is worth a fork, else done when asked for.

    An exception in the work is raised where the value is asked for.
    """
    if not (worth_it and pays()):
        yield work
        return
    process = Beside(work)
    try:
        yield process.value
    finally:
        process.end()


class Beside(Generic[Value]):
    """Work that is being done. `value` waits for what comes of it; an exception there is raised here."""

    def __init__(self, work: Callable[[], Value]) -> None:
        self._work = work
        self._found: list[Value] = []
        reading, writing = os.pipe()
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the caller closed it
            stream.flush()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            self._do(writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def value(self) -> Value:
        """What came of the work; the process is gone after this."""
        if not self._found:
            with self._pipe:
                data = self._pipe.read()
            os.waitpid(self._child, 0)
            self._child = 0
            found = pickle.loads(data) if data else None  # noqa: S301 - from our own process
            if isinstance(found, BaseException):
                raise found
            # A process that died without a word was killed, for want of memory perhaps: the work is done again here.
            self._found.append(self._work() if found is None else cast("Value", found))
        return self._found[0]

    def end(self) -> None:
        """Stop the process, if it still runs."""
        if self._child:
            self._pipe.close()  # closed already where reading it was interrupted
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._child = 0

    def _do(self, writing: int) -> None:
        """In the forked process: it ends here, and nothing of the other one's is undone or flushed."""
        try:
            try:
                found: object = self._work()
            except Exception as fault:  # noqa: BLE001 - raised in the other process
                found = fault
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(found, pipe)
        finally:
            os._exit(0)
