"""Writing in a process of its own: the same bytes, faults raised, nothing left behind."""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from kitchen_sink import kitchen_sink

from briefing import beside
from briefing.document.nodes import Origin, Paragraph, Text
from briefing.keeping import NOTHING
from briefing.problems import Location
from briefing.settings import Style
from briefing.writers import Written, aside, writer
from briefing.writers.aside import Pages, begun
from briefing.writers.pdf import writer as writing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process")


def test_what_is_written_aside_is_what_is_written_here() -> None:
    made = begun(kitchen_sink(), Style(), NOTHING)
    pages = Pages(made)
    here = writer("pdf")(kitchen_sink(), Style(), {})
    assert made.value() == here
    assert dict(pages) == dict(here.anchors)
    made.end()


def test_a_fault_is_raised_where_the_file_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Written:
        message = "no paper"
        raise ValueError(message)

    monkeypatch.setattr(writing, "unread", broken)
    made = begun(kitchen_sink(), Style(), NOTHING)
    with pytest.raises(ValueError, match="no paper"):
        made.value()
    made.end()


def test_a_process_that_is_killed_costs_time_and_no_file() -> None:
    made = begun(kitchen_sink(), Style(), NOTHING)
    os.kill(made._child, signal.SIGKILL)
    assert made.value().data == writer("pdf")(kitchen_sink(), Style(), {}).data


def test_a_process_that_is_killed_while_it_is_heard_costs_time_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "MANY", 0)
    made = begun(kitchen_sink(), Style(), NOTHING)
    while made._reading is None or not made._reading._speech._said:
        made._listen()
    os.kill(made._child, signal.SIGKILL)
    assert made.value().data == writer("pdf")(kitchen_sink(), Style(), {}).data


def test_a_process_that_waits_gets_the_document_and_writes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "pays", lambda: True)
    monkeypatch.setattr(aside, "pays", lambda: True)
    origin = Origin("claim:a/1", Location("corpus/a.yaml", 7, 3))
    odd = kitchen_sink()
    odd = msgspec.structs.replace(
        odd, blocks=(*odd.blocks, Paragraph(children=(Text(text="\U000f0000", origin=origin),)))
    )
    for document, many in ((kitchen_sink(), 0), (kitchen_sink(), 1000), (odd, 0)):
        monkeypatch.setattr(aside, "MANY", many)
        with aside.ready(NOTHING):
            assert aside.waits()
            made = begun(document, Style(), NOTHING)
            assert not aside.waits()
        here = writer("pdf")(document, Style(), {})
        assert made.value() == here
        assert [problem.location for problem in here.problems] == ([origin.location] if document is odd else [])


def test_a_process_that_waits_is_gone_when_nothing_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "pays", lambda: True)
    with aside.ready(NOTHING):
        aside.prepare(Style())
        child = aside._ready[0]._child
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_process_that_is_killed_while_it_waits_costs_time_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "pays", lambda: True)
    with aside.ready(NOTHING):
        os.kill(aside._ready[0]._child, signal.SIGKILL)
        aside.prepare(Style())
        made = begun(kitchen_sink(), Style(), NOTHING)
        assert made.value().data == writer("pdf")(kitchen_sink(), Style(), {}).data


def test_a_process_that_is_not_wanted_any_more_is_gone() -> None:
    made = begun(kitchen_sink(), Style(), NOTHING)
    child = made._child
    made.end()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_worker_starts_no_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Multiprocessing:
        @staticmethod
        def parent_process() -> object:
            return object()

    monkeypatch.setitem(sys.modules, "multiprocessing", Multiprocessing())
    assert not beside.pays()


def test_nothing_is_written_aside_while_it_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    before = beside.pays()
    with beside.held_back():
        assert not beside.pays()
    assert beside.pays() is before


def test_a_thread_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    with ThreadPoolExecutor(1) as pool:
        assert not pool.submit(beside.pays).result()


def test_waiting_that_is_interrupted_leaves_no_process() -> None:
    def interrupted(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    made = begun(kitchen_sink(), Style(), NOTHING)
    child = made._child
    os.kill(child, signal.SIGSTOP)
    before = signal.signal(signal.SIGALRM, interrupted)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        with pytest.raises(KeyboardInterrupt):
            made.value()
    finally:
        signal.signal(signal.SIGALRM, before)
    made.end()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
