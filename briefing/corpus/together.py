"""One function for many values, by processes forked from this one."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from briefing import beside

_AHEAD = 8  # values per process that are handed over before the first result is taken: results must not pile up

T = TypeVar("T")
_function: list[Callable[[str], Any]] = []  # what the forked processes inherit


def each(function: Callable[[str], T], values: Sequence[str]) -> Iterator[T]:
    """What the function gives for each value, in their order; ends early if a process dies."""
    _function[:] = [function]
    jobs = beside.processors()
    pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (os.getpid(),))
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


def _begin(parent: int) -> None:
    """In a forked process."""
    beside.end_with(parent)
    gc.disable()  # what is parsed has no cycles, and looking for some takes a fifth of the time


def _call(value: str) -> Any:  # noqa: ANN401 - what the function gives
    return _function[0](value)
