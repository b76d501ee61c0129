"""One function for many values, by processes forked from this one."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

_AHEAD = 8  # values per process that are handed over before the first result is taken: results must not pile up

T = TypeVar("T")
_function: list[Callable[[str], Any]] = []  # what the forked processes inherit


def each(function: Callable[[str], T], values: Sequence[str], jobs: int) -> Iterator[T]:
    """What the function gives for each value, in their order; ends early if a process dies."""
    _function[:] = [function]
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_begin)
    asked: deque[Future[T]] = deque()
    try:
        for value in values:
            asked.append(pool.submit(_call, value))
            if len(asked) == _AHEAD * jobs:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)
        _function.clear()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
    gc.disable()  # what is parsed has no cycles, and looking for some takes a fifth of the time


def _call(value: str) -> Any:  # noqa: ANN401 - what the function gives
    return _function[0](value)
