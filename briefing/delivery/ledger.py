"""The ledger: one line for each issue that went out, each bound to the line before by its hash.

A line is an `Entry` as JSON in one fixed form. `hash` is the SHA-256 of the entry with an empty `hash`; `previous` is
the hash of the line before. A changed byte breaks the line's hash or its form, a lost, added or moved line the chain;
lines cut from the end are found by the folders that they leave behind, or by comparing with a noted last hash.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from briefing.corpus.tlp import Tlp
from briefing.problems import Location, Problem

FILE = "ledger.jsonl"
START = "0" * 64  # what the first line is bound to


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One issue, or a revision of one, that was published.

    `issue` is its number, None for a brief without a first issue; `published` an ISO 8601 instant in UTC; `manifest`
    the SHA-256 of the manifest in `folder`; `limit` the marking above which material was left out, if it was;
    `changed` what changed since the last issue, in a line.
    """

    number: int
    brief: str
    title: str
    issue: int | None
    revision: int
    date: datetime.date
    week: str
    as_of: datetime.date
    published: str
    marking: Tlp
    limit: Tlp | None
    folder: str
    correction: str
    changed: str
    manifest: str
    previous: str = START
    hash: str = ""

    @property
    def name(self) -> str:
        """`issue 75 of 2025-03-02`, with its revision and limit."""
        number = f"issue {self.issue} of" if self.issue else "issue of"
        revision = f", revision {self.revision}" if self.revision > 1 else ""
        return f"{number} {self.date}{revision}{f', up to {self.limit}' if self.limit else ''}"


def read(archive: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of an archive's ledger, and each line that is not what was written; no ledger is an empty one."""
    path = archive / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Problem(code="ledger-read", message=error.strerror or str(error), location=Location(str(path)))]
    *lines, rest = data.split(b"\n")
    if rest:
        lines.append(rest)
    entries: list[Entry] = []
    problems = []
    before = START
    for number, line in enumerate(lines, 1):
        entry, fault = _line(line, number, before, ended=bool(number < len(lines) or not rest))
        if fault:
            problems.append(_fault(path, number, f"{_named(entry, line, number)} {fault}"))
        if entry:
            entries.append(entry)
        before = entry.hash if entry else ""
    return entries, problems


def _line(line: bytes, number: int, before: str, *, ended: bool) -> tuple[Entry | None, str]:
    """The entry of a line, if it can be read, and what is wrong with it."""
    try:
        entry = msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError:
        return None, "has been changed: it cannot be read"
    if not ended or _written(entry) != line:
        return entry, "has been changed: it is not in the form it was written in"
    if entry.hash != _hash(entry):
        return entry, "has been changed: its hash is not that of its content"
    if entry.number != number or (before and entry.previous != before):
        return entry, "does not follow the line before it: a line was added, lost, moved or changed"
    return entry, ""


def _named(entry: Entry | None, line: bytes, number: int) -> str:
    """An entry by its place and, as far as that can be read, its issue."""
    return f"entry {number} ({entry.name})" if entry else f"entry {number} ({line[:40].decode(errors='replace')}...)"


def _fault(path: Path, line: int, message: str) -> Problem:
    hint = "restore the ledger from a copy, such as the one in version control"
    return Problem(code="ledger-entry", message=message, location=Location(str(path), line, 1), hint=hint)


def append(archive: Path, entries: Sequence[Entry], entry: Entry) -> Entry:
    """The entry as it now stands at the ledger's end, numbered and bound to the entries before; on disk."""
    previous = entries[-1].hash if entries else START
    entry = replace(entry, number=len(entries) + 1, previous=previous, hash="")
    entry = replace(entry, hash=_hash(entry))
    data = b"".join(_written(e) + b"\n" for e in (*entries, entry))
    # The whole file is written anew and put in place in one step, so that a kill leaves no half line.
    path = archive / FILE
    new = archive / f".{FILE}.new"
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    descriptor = os.open(archive, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return entry


def _written(entry: Entry) -> bytes:
    return msgspec.json.encode(entry)


def _hash(entry: Entry) -> str:
    return hashlib.sha256(_written(replace(entry, hash=""))).hexdigest()
