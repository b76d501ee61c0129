"""One function for many values, by processes forked from this one."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

_CHUNK = 4  # values handed over at once

T = TypeVar("T")
_function: list[Callable[[str], Any]] = []  # what the forked processes inherit


def each(function: Callable[[str], T], values: Sequence[str], jobs: int) -> Iterator[T]:
    """What the function gives for each value, in their order; ends early if a process dies."""
    _function[:] = [function]
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_begin)
    try:
        yield from pool.map(_call, values, chunksize=_CHUNK)
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)
        _function.clear()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked


def _call(value: str) -> Any:  # noqa: ANN401 - what the function gives
    return _function[0](value)
