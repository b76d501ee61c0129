"""Orders carried out by several processes of this machine."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context

from briefing import beside
from briefing.making.corpora import Corpora
from briefing.making.order import Made, Order
from briefing.making.work import attempt
from briefing.problems import Location, Problem

TRIES = 3  # of an order whose process dies: what kills it might be another's hunger for memory
_corpora: list[Corpora] = []  # what the forked processes inherit


def run(orders: Sequence[Order], corpora: Corpora, jobs: int) -> Iterator[Made]:
    """What came of each order, in no order; the corpora that are read already are shared with all processes."""
    if jobs <= 1 or "fork" not in get_all_start_methods():
        with beside.held_back():
            yield from (attempt(order, corpora) for order in orders)
        return
    _corpora[:] = [corpora]
    gc.collect()
    gc.freeze()  # or the first collection in each process would copy the whole corpus
    left = list(orders)
    for _ in range(TRIES):
        done: set[Order] = set()
        for made in _once(left, jobs):
            done.add(made.order)
            yield made
        left = [order for order in left if order not in done]
        if not left:
            break
    gc.unfreeze()
    yield from map(lost, left)


def _once(orders: Sequence[Order], jobs: int) -> Iterator[Made]:
    """What came of the orders that were finished before a process died, if one does."""
    pool = ProcessPoolExecutor(min(jobs, len(orders)), get_context("fork"), beside.end_with, (os.getpid(),))
    try:
        for future in as_completed([pool.submit(_work, order) for order in orders]):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue
    finally:
        pool.shutdown(cancel_futures=True)  # where this process is interrupted, what waits is not begun


def _work(order: Order) -> Made:
    """In a forked process."""
    return attempt(order, _corpora[0])


def lost(order: Order) -> Made:
    """An order of which nothing came, however often it was begun."""
    message = f"the process that built this brief ended {TRIES} times before it was done"
    hint = "it may have run out of memory; try a lower --jobs"
    problem = Problem(code="process-lost", message=message, location=Location(str(order.brief)), hint=hint)
    return Made(order=order, problems=(problem,))
