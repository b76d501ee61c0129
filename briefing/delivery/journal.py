"""The journal of a brief's mail: the state of each message to each reader, on disk before the next step is taken.

A SQLite file in WAL mode that syncs at each change. A message that was `sending` when its process ended may or may not
have been accepted: it is `unknown` from then on, and held for a person.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from briefing.problems import Location, Problem

FILE, LOCK = "journal.sqlite", ".journal-lock"
State = Literal["queued", "sending", "accepted", "deferred", "refused", "unknown"]

_TABLE = """CREATE TABLE IF NOT EXISTS messages (
  issue TEXT NOT NULL, address TEXT NOT NULL, reader TEXT NOT NULL, list TEXT NOT NULL, message_id TEXT NOT NULL,
  state TEXT NOT NULL, detail TEXT NOT NULL, queued TEXT NOT NULL, changed TEXT NOT NULL, tries INTEGER NOT NULL,
  PRIMARY KEY (issue, address)) WITHOUT ROWID"""


class Row(NamedTuple):
    """One message: its reader's address as sent to and as written, its id, state and what the server said last.

    `queued` and `changed` are ISO 8601 instants in UTC; `tries` counts how often it was begun to be sent.
    """

    issue: str
    address: str
    reader: str
    list: str
    message_id: str
    state: State
    detail: str
    queued: str
    changed: str
    tries: int


class Journal:
    """An open journal; `now` is the instant that changes carry."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def plan(self, issue: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Queue messages (address, reader, list, message id) that the journal does not have yet; all at once."""
        added = [(issue, *row, "queued", "", self._now, self._now, 0) for row in rows]
        with self._whole():
            self._connection.executemany("INSERT OR IGNORE INTO messages VALUES (?,?,?,?,?,?,?,?,?,?)", added)

    def mark(self, issue: str, address: str, state: State, detail: str = "") -> None:
        """Set a message's state; on disk when this returns."""
        self._connection.execute(
            "UPDATE messages SET state=?, detail=?, changed=?, tries=tries+? WHERE issue=? AND address=?",
            (state, detail, self._now, state == "sending", issue, address),
        )

    def settle(self) -> None:
        """Make messages unknown whose sending no process can end any more. Only under the journal's lock."""
        self._connection.execute(
            "UPDATE messages SET state='unknown', detail='the sender was stopped', changed=? WHERE state='sending'",
            (self._now,),
        )

    def release(self, issue: str, states: Iterable[State]) -> None:
        """Queue messages in such states again."""
        with self._whole():
            for state in states:
                self._connection.execute(
                    "UPDATE messages SET state='queued', changed=? WHERE issue=? AND state=?", (self._now, issue, state)
                )

    def rows(self, issue: str | None = None) -> list[Row]:
        """The messages of an issue, or all, in the order of their addresses."""
        where, values = ("WHERE issue=?", (issue,)) if issue is not None else ("", ())
        return [Row(*row) for row in self._connection.execute(f"SELECT * FROM messages {where} ORDER BY 1, 2", values)]  # noqa: S608 - a constant

    @contextlib.contextmanager
    def _whole(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


class Busy(Exception):  # noqa: N818 - a state, not a fault
    """Another process is sending from this journal."""


@contextlib.contextmanager
def sending(archive: Path, now: str) -> Iterator[Journal]:
    """The journal for this process alone, with unfinished messages settled; raises `Busy` if another one has it."""
    with (archive / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        with contextlib.closing(_opened(archive / FILE)) as connection:
            journal = Journal(connection, now)
            journal.settle()
            yield journal


def recorded(archive: Path) -> list[Row] | Problem:
    """All messages of a journal, without changing it; none where there is no journal."""
    path = archive / FILE
    if not os.path.exists(path):  # noqa: PTH110 - pathlib raises where we may not look
        return []
    try:
        with contextlib.closing(_opened(path)) as connection:
            return Journal(connection, "").rows()
    except sqlite3.Error as error:
        return unreadable(archive, error)


def unreadable(archive: Path, error: sqlite3.Error) -> Problem:
    """The problem of a journal that cannot be read or written."""
    message = f"the journal of sent messages cannot be used: {error}"
    hint = "nothing is sent without it; restore it from a copy"
    return Problem(code="journal", message=message, location=Location(str(archive / FILE)), hint=hint)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
