"""Work done in a process of its own, while this one goes on: two things in the time of the longer.

The process is a fork, so that nothing has to be carried over to it; what came of the work comes back through a pipe.
Where there is no fork or no second processor, or this is a worker already, the work is done here, when it is wanted.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Generic, TypeVar, cast

Value = TypeVar("Value")
Tell = Callable[[str, object], None]

_TOLD, _DONE, _FAILED = "told", "done", "failed"  # what a message of a process is
_ROOM = 1 << 20  # bytes in a pipe; without a privilege no more
_PATIENCE = 5  # by how much patient work is nicer than this process

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
def begun(work: Callable[[], Value], *, worth_it: bool, patient: bool = False) -> Iterator[Callable[[], Value]]:
    """What gives the value of some work: begun beside this process if that is worth a fork, else done when asked for.

    An exception in the work is raised where the value is asked for. Patient work leaves the processors to others.
    """
    if not (worth_it and pays()):
        yield cache(work)
        return
    process = Beside(lambda _tell: work(), patient=patient)
    try:
        yield process.value
    finally:
        process.end()


class Beside(Generic[Value]):
    """Work that is being done. `value` waits for what comes of it; an exception there is raised here.

    The work is given a function by which it can tell things by name before it is done: `hear` gets each as it comes,
    `told` waits for one.
    """

    def __init__(self, work: Callable[[Tell], Value], *, patient: bool = False) -> None:
        self._work = work
        self._told: dict[str, object] = {}
        self._found: list[Value] = []
        reading, writing = os.pipe()
        with contextlib.suppress(AttributeError, OSError):  # where it may be, so that a whole file fits in
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the caller closed it
            stream.flush()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            if patient:
                os.nice(_PATIENCE)
            self._do(writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def told(self, name: str) -> object:
        """What the work told last under a name before it was done; None if it told nothing."""
        while self._child and name not in self._told:
            self._listen()
        return self._told.get(name)

    def hear(self, name: str, value: object) -> None:
        """What the work tells: kept for `told`."""
        self._told[name] = value

    def value(self) -> Value:
        """What came of the work; the process is gone after this."""
        while self._child:
            self._listen()
        return self._found[0]

    def end(self) -> None:
        """Stop the process, if it still runs."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            self._gone()

    def _listen(self) -> None:
        """The next message of the process: what it tells, or what came of its work, which is the last."""
        try:
            kind, found = pickle.load(self._pipe)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):  # it was killed, for want of memory perhaps: done again here
            self._gone()
            self._found.append(self._work(self.hear))
            return
        if kind == _TOLD:
            self.hear(*cast("tuple[str, object]", found))
            return
        self._gone()
        if kind == _FAILED:
            raise cast("Exception", found)
        self._found.append(cast("Value", found))

    def _gone(self) -> None:
        """Without the process, which has ended or is about to."""
        self._pipe.close()
        os.waitpid(self._child, 0)
        self._child = 0

    def _do(self, writing: int) -> None:
        """In the forked process: it ends here, and nothing of the other one's is undone or flushed."""
        try:
            with os.fdopen(writing, "wb") as pipe:

                def say(kind: str, found: object) -> None:
                    pickle.dump((kind, found), pipe)
                    pipe.flush()

                try:
                    found: object = self._work(lambda name, value: say(_TOLD, (name, value)))
                except Exception as fault:  # noqa: BLE001 - raised in the other process
                    say(_FAILED, fault)
                else:
                    say(_DONE, found)
        finally:
            os._exit(0)
