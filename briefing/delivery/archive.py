"""The record of issues that went out: `ARCHIVE/<brief>/<issue>/` and the ledger beside those folders.

A folder holds the issue's files, `document.json` (what they say), `selection.json` (the records it was made from, as
they were then) and `manifest.json` (hashes of all that went in and came out). Places in files are left out: an
archived record is the same wherever it stood.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from briefing.configuration import shown_path
from briefing.corpus.tlp import Tlp
from briefing.delivery import ledger
from briefing.delivery.ledger import Entry
from briefing.delivery.outbox import deliver
from briefing.delivery.selections import Records, records, restored
from briefing.document.nodes import Document
from briefing.problems import Location, Problem
from briefing.selection import Selection

DOCUMENT, SELECTION, MANIFEST = "document.json", "selection.json", "manifest.json"
OWN = (DOCUMENT, SELECTION, MANIFEST)
LOCK = ".archive-lock"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What went into an issue and what came out, by SHA-256; `files` are all of the folder but the manifest.

    `corpus` is by path in the corpus, `settings` by path from the brief's folder; `compared_with` is the hash of the
    ledger entry that "what changed" is told against.
    """

    brief: str
    title: str
    language: str
    issue: int | None
    revision: int
    date: datetime.date
    next: datetime.date
    as_of: datetime.date
    created: str
    marking: Tlp
    limit: Tlp | None
    stem: str
    compared_with: str
    corpus: dict[str, str]
    settings: dict[str, str]
    versions: dict[str, str]
    files: dict[str, str] = {}


def home(path: Path, setting: str) -> Path:
    """Where the issues of the brief in a file are archived; `setting` is relative to the brief's folder."""
    return Path(shown_path(path.parent / setting / path.stem))


@contextlib.contextmanager
def locked(archive: Path) -> Iterator[None]:
    """The archive for this process alone; waits for others. The system frees the lock of a killed process."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def put(
    folder: Path, files: Mapping[str, bytes], document: Document, selection: Selection, manifest: Manifest
) -> str | Problem:
    """The hash of the manifest of an issue that is now in its folder, all of it; or why it could not be put there."""
    whole = {
        **files,
        DOCUMENT: _encoded(document),
        SELECTION: _encoded(records(selection)),
    }
    manifest = msgspec.structs.replace(manifest, files={name: sha256(data) for name, data in sorted(whole.items())})
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)  # the ledger does not know it: a stopped run left it behind
    put_there = deliver(folder, {**whole, MANIFEST: data})
    if isinstance(put_there, Problem):
        return msgspec.structs.replace(put_there, hint="nothing was changed")
    return sha256(data)


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def selection_of(archive: Path, entry: Entry) -> Selection | Problem:
    """What a published issue rested on; or why that cannot be told."""
    found = _read(archive, entry, SELECTION, Records)
    return found if isinstance(found, Problem) else restored(found)


def document_of(archive: Path, entry: Entry) -> Document | Problem:
    """What a published issue says."""
    found: Document | Problem = _read(archive, entry, DOCUMENT, Document)
    return found


def manifest_of(archive: Path, entry: Entry) -> Manifest | Problem:
    """The manifest of a published issue."""
    found: Manifest | Problem = _read(archive, entry, MANIFEST, Manifest)
    return found


def files_of(archive: Path, entry: Entry) -> dict[str, bytes] | Problem:
    """The files of a published issue that are for readers, by name, as they were published."""
    manifest = manifest_of(archive, entry)
    if isinstance(manifest, Problem):
        return manifest
    files = {}
    for name, known in manifest.files.items():
        if name in OWN:
            continue
        data = _bytes(archive / entry.folder / name)
        if isinstance(data, Problem):
            return data
        if sha256(data) != known:
            return _changed(archive / entry.folder / name, entry)
        files[name] = data
    return files


def verify(archive: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of the ledger, and everything in the archive that is not as it was published."""
    entries, problems = ledger.read(archive)
    for entry in entries:
        problems += _folder_faults(archive, entry)
    known = {entry.folder for entry in entries}
    for folder in sorted(p for p in archive.glob("*") if p.is_dir() and not p.name.startswith(".")):
        if folder.name not in known:
            message = "the ledger has no entry for this folder"
            hint = "a run was stopped before its end (publish again), or the end of the ledger was cut off"
            problems.append(
                Problem(code="archive-unlisted", message=message, location=Location(str(folder)), hint=hint)
            )
    return entries, problems


def _folder_faults(archive: Path, entry: Entry) -> Iterator[Problem]:
    """What is wrong in an entry's folder."""
    folder = archive / entry.folder
    data = _bytes(folder / MANIFEST)
    if isinstance(data, Problem):
        yield data
        return
    if sha256(data) != entry.manifest:
        yield _changed(folder / MANIFEST, entry)
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError:
        return
    for name, known in manifest.files.items():
        found = _bytes(folder / name)
        if isinstance(found, Problem):
            yield found
        elif sha256(found) != known:
            yield _changed(folder / name, entry)
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST and path.name not in manifest.files:
            message = f"this file was not part of {entry.name}"
            yield Problem(code="archive-added", message=message, location=Location(str(path)))


def _changed(path: Path, entry: Entry) -> Problem:
    message = f"the file is not the one published with entry {entry.number} ({entry.name})"
    return Problem(code="archive-changed", message=message, location=Location(str(path)), hint="restore it from a copy")


def _bytes(path: Path) -> bytes | Problem:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot read the file: {error.strerror or error}"
        hint = "restore it from a copy" if isinstance(error, FileNotFoundError) else ""
        return Problem(code="archive-read", message=message, location=Location(str(path)), hint=hint)


def _read(archive: Path, entry: Entry, name: str, kind: type[Any]) -> Any:  # noqa: ANN401 - a record of `kind`, or a Problem
    """The record in an archived file, after its hash was checked."""
    path = archive / entry.folder / name
    data = _bytes(path)
    if isinstance(data, Problem):
        return data
    known = entry.manifest
    if name != MANIFEST:
        manifest = manifest_of(archive, entry)
        if isinstance(manifest, Problem):
            return manifest
        known = manifest.files.get(name, "")
    if sha256(data) != known:
        return _changed(path, entry)
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        message = f"this version of Briefing cannot read the file: {error}"
        return Problem(code="archive-form", message=message, location=Location(str(path)))


def _encoded(record: msgspec.Struct) -> bytes:
    return msgspec.json.encode(_placeless(msgspec.to_builtins(record, str_keys=True)))


def _placeless(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The value without the places of its records."""
    if isinstance(value, dict):
        return {key: _placeless(part) for key, part in value.items() if key != "location"}
    return [_placeless(part) for part in value] if isinstance(value, (list, tuple)) else value
