"""An SQLite index of a corpus, so that a brief over a narrow scope reads only the claims that it needs.

The files stay the truth. The index is made from a sound corpus only, tells by the sizes and times of all files whether
it still speaks of them, and is safe to delete. `docs/index.md` describes its tables, which other tools may read.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec

from briefing.corpus.contents import Contents, MovedError
from briefing.corpus.entries import signatures
from briefing.corpus.load import Publication, lists
from briefing.corpus.records import Claim, Corpus, Source
from briefing.corpus.search import folded, searched
from briefing.keeping import Keep, makers, name_of
from briefing.progress import Progress, silent

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (
  name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL
);
CREATE TABLE sources (
  id TEXT PRIMARY KEY, file TEXT NOT NULL REFERENCES files(name), title TEXT NOT NULL, publisher TEXT NOT NULL,
  published TEXT NOT NULL, reliability TEXT NOT NULL, marking TEXT NOT NULL, record BLOB NOT NULL
);
CREATE TABLE claims (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES sources(id), kind TEXT NOT NULL,
  provider TEXT, recipient TEXT, category TEXT, stage TEXT, date TEXT, text TEXT NOT NULL, record BLOB NOT NULL
);
CREATE TABLE claim_actors (
  actor TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims(number), PRIMARY KEY (actor, claim)
) WITHOUT ROWID;
CREATE INDEX claims_by_source ON claims(source);
CREATE VIRTUAL TABLE words USING fts5(held, content='', tokenize='unicode61');
"""
_NAMED = "CREATE TEMP TABLE named (actor TEXT, claim INTEGER);"  # for `claim_actors`, which is quicker filled in order
_encode = msgspec.msgpack.Encoder().encode
_MAKERS = ("corpus", "yamlfile", "problems", "keeping")
Error = sqlite3.Error
_PART = 500  # ids in one question to the database


def place(folder: Path, keep: Keep) -> Path | None:
    """Where the index of the corpus in a folder is, or would be."""
    return keep.folder / "index" / f"{name_of(str(folder.resolve()))[:16]}.sqlite" if keep.folder else None


class Index:
    """An index that speaks of the files as they are."""

    most = sys.maxsize  # claims that it pays to read alone; see `contents`

    def __init__(self, database: sqlite3.Connection, hashes: Mapping[str, str]) -> None:
        self.database, self.hashes = database, hashes

    def sources(self) -> dict[str, Source]:
        """All sources, in the order of their ids."""
        decode = msgspec.msgpack.Decoder(Source).decode
        rows = self.database.execute("SELECT id, record FROM sources ORDER BY rowid")
        return {key: decode(data) for key, data in rows}

    def claims_of(self, actors: Collection[str]) -> set[int]:
        """The numbers of the claims that name one of the actors in any part."""
        question = "SELECT claim FROM claim_actors WHERE actor IN ({})"
        return {number for (number,) in self._many(question, sorted(actors))}

    def numbers(self, ids: Collection[str]) -> set[int]:
        """The numbers of the claims with these ids, as far as there are such."""
        return {number for (number,) in self._many("SELECT number FROM claims WHERE id IN ({})", sorted(ids))}

    def of_sources(self, sources: Collection[str]) -> set[int]:
        """The numbers of the claims that these sources make."""
        return {number for (number,) in self._many("SELECT number FROM claims WHERE source IN ({})", sorted(sources))}

    def claims(self, numbers: Collection[int]) -> list[Claim]:
        """The claims with these numbers, in the order of the files."""
        decode = msgspec.msgpack.Decoder(Claim).decode
        question = "SELECT number, record FROM claims WHERE number IN ({}) ORDER BY number"
        return [decode(data) for _, data in self._many(question, sorted(numbers))]

    def holding(self, words: Iterable[str]) -> set[int]:
        """The numbers of the claims that may hold every word at the beginning of one of theirs."""
        sought = " AND ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
        return {number for (number,) in self.database.execute("SELECT rowid FROM words WHERE words MATCH ?", (sought,))}

    def _many(self, question: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        for begin in range(0, len(values), _PART):
            part = values[begin : begin + _PART]
            yield from self.database.execute(question.format(",".join("?" * len(part))), part)


@contextmanager
def opened(folder: Path, shown: str, keep: Keep) -> Iterator[Index | None]:
    """The index of the corpus in a folder; None where there is none, or where it speaks of other files or code."""
    index = find(folder, shown, keep)
    try:
        yield index
    finally:
        if index is not None:
            index.database.close()


def find(folder: Path, shown: str, keep: Keep) -> Index | None:
    """As `opened`; it stays open."""
    path = place(folder, keep)
    if path is None or not os.path.exists(path):  # noqa: PTH110 - pathlib raises where we may not look
        return None
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    index = _sound(database, folder, shown)
    if index is None:
        database.close()
    return index


def _sound(database: sqlite3.Connection, folder: Path, shown: str) -> Index | None:
    try:
        about = dict(database.execute("SELECT name, value FROM about"))
        known = {name: (sha256, *rest) for name, sha256, *rest in database.execute("SELECT * FROM files")}
    except sqlite3.Error:
        return None
    if about.get("code") != makers(*_MAKERS).hex() or about.get("shown") != shown:
        return None
    if {name: mark[1:] for name, mark in known.items()} != signatures(folder):
        return None
    return Index(database, {name: known[name][0] for name in sorted(known)})


def write(contents: Contents, path: Path, progress: Progress = silent) -> None:
    """Make the index of a sound corpus anew from its contents, file by file; MovedError if a file changes meanwhile."""
    found, problems = lists(contents.files)
    if found is None or problems:
        raise MovedError(contents.files.shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES + _NAMED)
            about = {"code": makers(*_MAKERS).hex(), "shown": contents.files.shown, "title": found.settings.title}
            database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            files = ((name, entry.sha256, *entry.mark) for name, entry in contents.entries.items())
            database.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?)", files)
            number = 1
            for done, name in enumerate(contents.names):
                progress("indexing", done, len(contents.names))
                number += _add(database, contents.publication(name), found, name, number)
            database.execute("INSERT INTO claim_actors SELECT actor, claim FROM named ORDER BY actor, claim")
            database.commit()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _add(database: sqlite3.Connection, found: Publication, corpus: Corpus, file: str, first: int) -> int:
    """Fill in a source and what is said of its claims, numbered from `first`; how many they are."""
    s = found.source
    row = (s.id, file, s.title, s.publisher, s.published.text, s.reliability, s.marking, msgspec.msgpack.encode(s))
    database.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    numbered = list(enumerate(found.claims, first))
    rows = (_row(number, claim) for number, claim in numbered)
    database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    named = ((actor, n) for n, c in numbered for actor in {c.provider, c.recipient, c.speaker, *c.actors} if actor)
    database.executemany("INSERT INTO named VALUES (?, ?)", named)
    words = ((number, "\n".join(map(folded, searched(corpus, claim)))) for number, claim in numbered)
    database.executemany("INSERT INTO words (rowid, held) VALUES (?, ?)", words)
    return len(numbered)


def _row(number: int, c: Claim) -> tuple[Any, ...]:
    flow = (c.provider or None, c.recipient or None, c.category or None, c.stage, c.date.text if c.date else None)
    return (number, c.id, c.source, c.kind, *flow, c.text, _encode(c))
