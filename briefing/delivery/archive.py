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
from collections.abc import Iterator, Mapping, Sequence
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
        shutil.rmtree(folder)  # a stopped run left it behind, for the ledger is whole (`ledger_lost`)
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
    lost = ledger_lost(archive, entries)
    problems += [lost] if lost else []
    problems += unlisted(archive, entries, "restore the ledger from a copy" if lost else "")
    return entries, problems


def ledger_lost(
    archive: Path, entries: Sequence[Entry], coming: tuple[datetime.date, Tlp | None] | None = None
) -> Problem | None:
    """Why the ledger must have held more than these entries; None where a stopped run may have left what it lacks.

    A stopped run leaves an issue that was compared with an entry, or the first one, before there is a ledger or mail.
    `coming` is the day and the limit of the issue to be published, where one is: only that is taken for a first one.
    """
    found = {folder: _own_manifest(folder) for folder in _unlisted(archive, entries) if (folder / MANIFEST).exists()}
    if not found:
        return None
    if entries:
        lost, told, remedy = _cut(archive, entries, found)
    else:
        first = [m for m in found.values() if m and m.revision == 1 and not m.compared_with]
        left = [m for m in first if coming is None or (m.date, m.limit) == coming]
        lost = [] if len(found) == len(left) == 1 and not _went_on(archive) else [folder.name for folder in found]
        told = "the ledger has no entry, but issues are archived beside it"
        remedy = "; if none was ever published, remove these folders and the empty ledger"
    if not lost:
        return None
    hint = "restore the ledger from version control or a backup, until `briefing verify` is content"
    place = Location(str(archive / ledger.FILE))
    return Problem(code="ledger-lost", message=f"{told}: {', '.join(lost)}", location=place, hint=hint + remedy)


def unlisted(archive: Path, entries: Sequence[Entry], hint: str = "") -> list[Problem]:
    """A problem for each folder that the ledger does not know, with what to do about it, unless a hint is given."""
    problems = []
    for folder in _unlisted(archive, entries):
        manifest, message = _own_manifest(folder), "the ledger has no entry for this folder"
        advice = "if it is no issue, put it elsewhere; if it is one, restore it and the ledger from a copy"
        if manifest:
            name = f"issue {manifest.issue} of {manifest.date}" if manifest.issue else f"the issue of {manifest.date}"
            name += f", revision {manifest.revision}," if manifest.revision > 1 else ""
            message = f"{name} is archived here, but the ledger has no entry for it"
            advice = (
                "if it went out, the end of the ledger was cut off: restore the ledger from a copy; if not, a run was "
                "stopped before its end: publish again, or remove the folder"
            )
        place = Location(str(folder))
        problems.append(Problem(code="archive-unlisted", message=message, location=place, hint=hint or advice))
    return problems


def _cut(archive: Path, entries: Sequence[Entry], found: Mapping[Path, Manifest | None]) -> tuple[list[str], str, str]:
    """The issues that show that entries were cut from the ledger's end, how they show it, and another remedy."""
    known = {"", *(entry.hash for entry in entries)}
    lost = [folder.name for folder, m in found.items() if m and m.compared_with not in known]
    if lost:
        return lost, "the ledger lacks the entry that these archived issues were compared with", ""
    from briefing.delivery import journal  # noqa: PLC0415 - SQLite, for the rare case

    rows = journal.recorded(archive)
    mailed = set() if isinstance(rows, Problem) else {row.issue.partition("/")[0] for row in rows}
    lost = [folder.name for folder in found if folder.name in mailed]
    if lost:
        return lost, "the ledger lacks these archived issues, and the journal knows of mail with them", ""
    lost = [folder.name for folder in found] if len(found) > 1 else []
    remedy = "; if they were never published, remove these folders"
    return lost, "the ledger lacks these archived issues, and a stopped run leaves only one behind", remedy


def _went_on(archive: Path) -> bool:
    """Whether there was a ledger once: its file is there, or a journal of mail, for only what is published is sent."""
    from briefing.delivery.journal import FILE  # noqa: PLC0415 - SQLite, for the rare case

    return (archive / ledger.FILE).exists() or (archive / FILE).exists()


def _unlisted(archive: Path, entries: Sequence[Entry]) -> list[Path]:
    """The folders of the archive that the ledger does not know."""
    known = {entry.folder for entry in entries}
    folders = (p for p in archive.glob("*") if p.is_dir() and not p.name.startswith("."))
    return sorted(folder for folder in folders if folder.name not in known)


def _own_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder that no entry vouches for, if it can be read."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


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
