"""A corpus read and checked, doing again only what a change calls for.

All that a check reads of a claim stands in its own file or is the mere existence of other records. So in a corpus that
was sound, after a change that takes no id away to which claims lead, only the claims of the changed sources need a
check, beside the records of the lists, which are few. Whatever this finds, the whole corpus is checked for, so that the
problems are always those of a full check; problems are never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TypeVar

import msgspec

from briefing.corpus.contents import Claims, Contents, MovedError
from briefing.corpus.entries import (
    Entry,
    Mark,
    all_seen,
    entry_of,
    entry_of_list,
    large,
    numbers_of,
    signatures,
    store,
    stored,
)
from briefing.corpus.files import Files, Pack
from briefing.corpus.load import FILES, SETTINGS, SOURCES, Publication, lists, load
from briefing.corpus.records import Claim, Corpus, CorpusSettings
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem
from briefing.progress import Progress, silent
from briefing.yamlfile import pinpoint

T = TypeVar("T")
_AT_ONCE = 100  # files whose claims are held while a corpus is checked that need not fit into memory
_FEW = 64  # changed files; with more, all are read
_NAMED = ("actors.yaml", "categories.yaml", "events.yaml", "origins.yaml")  # to whose ids claims lead


class _Some(Mapping[str, T]):
    """All records for who looks one up, and few of them for who goes through them."""

    def __init__(self, every: Mapping[str, T], some: list[str]) -> None:
        self.every, self.some = every, some

    def __getitem__(self, key: str) -> T:
        return self.every[key]

    def __contains__(self, key: object) -> bool:
        return key in self.every

    def __iter__(self) -> Iterator[str]:
        return iter(self.some)

    def __len__(self) -> int:
        return len(self.some)


def read(
    folder: Path, shown: str, keep: Keep = NOTHING, progress: Progress = silent
) -> tuple[Corpus | None, list[Problem]]:
    """The corpus in a folder, and all that is wrong in its files and records, each fault at its place."""
    if keep.folder is None:
        corpus, problems = load(folder, shown, keep, progress)
        return corpus, problems if corpus is None else problems + pinpoint(check(corpus))
    marks = _marks(folder, keep)
    before = stored(folder, shown, keep)
    corpus, problems = load(folder, shown, keep, progress, _sure(before, marks))
    if corpus is None or problems:
        return corpus, problems if corpus is None else problems + pinpoint(check(corpus))
    now = _entries(corpus, shown, before, marks)
    changed = _changed(before, now)
    if changed != [] and not _still_sound(corpus, _by_file(corpus, shown, changed) if changed else {}):
        problems = check(corpus)
    if not problems and now != before:
        store(folder, shown, keep, now)
    return corpus, pinpoint(problems)


def check(corpus: Corpus) -> list[Problem]:
    """As `checks.check`, which is not loaded where all is known to be sound."""
    from briefing.corpus import checks  # noqa: PLC0415 - see above

    return checks.check(corpus)


def _still_sound(corpus: Corpus, changed: Mapping[str, list[Claim]]) -> bool:
    """Whether nothing is wrong with the claims that changed, nor with any record that is no claim."""
    some = [claim.id for claims in changed.values() for claim in claims]
    return bool(changed) and not check(msgspec.structs.replace(corpus, claims=_Some(corpus.claims, some)))


def resume(folder: Path, shown: str, keep: Keep, progress: Progress = silent) -> Contents | None:
    """A large corpus that is sound, and new or changed in a few files; None if it has to be read as a whole."""
    marks = _marks(folder, keep)
    if not large(marks):
        return None
    before = stored(folder, shown, keep)
    files = Files(folder, shown, keep, _sure(before, marks))
    try:
        if not before:
            return survey(folder, shown, keep, progress)
        found = _renewed(files, before, marks) if set(before) <= set(marks) else None
    except MovedError:
        return None
    if found is not None and found.entries != before:
        store(folder, shown, keep, found.entries)
    return found


def survey(folder: Path, shown: str, keep: Keep, progress: Progress = silent) -> Contents | None:
    """The contents of a sound corpus of any size, never held as a whole; None where anything is wrong with it.

    MovedError if a file changes meanwhile.
    """
    marks = _marks(folder, keep)
    before = stored(folder, shown, keep)
    files = Files(folder, shown, keep, _sure(before, marks))
    now = {name: before[name] for name in files.sure}
    kinds = {name: kind for name in marks if name not in now and (kind := _kind(name))}
    if len(kinds) + len(now) < len(marks) or not all_seen(folder):
        return None
    for names, kind, pack in _groups(kinds):
        for number, (name, file) in enumerate(files.read_all(names, kind, pack)):
            progress("reading", number, len(names))
            if file.problems or file.value is None or (kind is Publication and not file.value.record):
                return None
            now[name] = msgspec.structs.replace(file.value, sha256=file.sha256, mark=marks[name])
    found, changed = Contents(files, {name: now[name] for name in sorted(now)}), _changed(before, now)
    other = found.names if changed is None else [name for name in changed if name.startswith(f"{SOURCES}/")]
    if SETTINGS not in now or (changed != [] and not _sound_in(found, other, progress)):
        return None
    if found.entries != before:
        store(folder, shown, keep, found.entries)
    return found


def _groups(kinds: Mapping[str, type[msgspec.Struct]]) -> Iterator[tuple[list[str], type[msgspec.Struct], Pack]]:
    """Files to be read, by what stands in them, with what makes entries of it."""
    yield from (([name], kind, _entry_of_list) for name, kind in kinds.items() if kind is not Publication)
    yield sorted(name for name, kind in kinds.items() if kind is Publication), Publication, _entry_of


def _entry_of_list(value: msgspec.Struct) -> Entry:
    return entry_of_list(_ids(value), "", (0, 0, 0))


def _entry_of(publication: Publication) -> Entry:
    return entry_of(publication.source, publication.claims, "", (0, 0, 0))


def _sound_in(contents: Contents, sources: Sequence[str], progress: Progress) -> bool:
    """Whether nothing is wrong with the claims of some sources, nor with any record of a list."""
    corpus, problems = lists(contents.files)
    if corpus is None or problems:
        return False
    for begin in range(0, len(sources) or 1, _AT_ONCE):
        progress("checking", begin, len(sources))
        names = sources[begin : begin + _AT_ONCE]
        read = [contents.publication(name) for name in names]
        claims = {claim.id: claim for publication in read for claim in publication.claims}
        if len(claims) < sum(len(publication.claims) for publication in read):
            return False
        some = _Some(contents.known, [PurePath(name).stem for name in names])
        if check(msgspec.structs.replace(corpus, sources=some, claims=Claims(contents, claims))):
            return False
    return True


def _renewed(files: Files, before: Mapping[str, Entry], marks: Mapping[str, Mark]) -> Contents | None:
    """The contents with what has changed; None where anything might be wrong with it, or where it is much."""
    now, some = dict(before), dict[str, Claim]()
    parsed = 0
    for name in sorted(marks.keys() - files.sure.keys()):
        kind = _kind(name)
        file = files.read(name, kind) if kind is not None else None
        parsed += bool(file and file.parsed)
        if file is None or file.problems or parsed > _FEW:
            return None
        if name in before and before[name].sha256 == file.sha256:
            now[name] = msgspec.structs.replace(before[name], mark=marks[name])
        elif isinstance(file.value, Publication):
            claims = {claim.id: claim for claim in file.value.claims}
            now[name] = entry_of(file.value.source, file.value.claims, file.sha256, marks[name])
            if len(claims) < len(file.value.claims) or not now[name].record:
                return None
            some.update(claims)
        else:
            now[name] = entry_of_list(_ids(file.value), file.sha256, marks[name])
    changed, found = _changed(before, now), Contents(files, now)
    return found if changed == [] or (changed and _sound(found, some)) else None


def _kind(name: str) -> type[msgspec.Struct] | None:
    """What stands in a file of a corpus; None if it has no such file."""
    if name.startswith(f"{SOURCES}/"):
        return Publication if name.endswith(".yaml") else None
    return CorpusSettings if name == SETTINGS else FILES.get(name)


def _ids(value: msgspec.Struct) -> Iterable[str]:
    """The ids in a file that holds a list; none for the settings."""
    if isinstance(value, CorpusSettings):
        return ()
    (collection,) = value.__struct_fields__
    return (record.term if collection == "glossary" else record.id for record in getattr(value, collection))


def _sound(contents: Contents, some: Mapping[str, Claim]) -> bool:
    """Whether nothing is wrong with some claims, nor with any record that is no claim."""
    corpus, problems = lists(contents.files)
    if corpus is None or problems:
        return False
    return not check(msgspec.structs.replace(corpus, sources=contents.known, claims=Claims(contents, some)))


def _marks(folder: Path, keep: Keep) -> dict[str, Mark]:
    """The files' marks; UNSURE for one that may yet change without a new mark, in the same tick of the clock."""
    begun = keep.instant() or 0
    return {name: mark if mark[1] < begun else (mark[0], 0, 0) for name, mark in signatures(folder).items()}


def _sure(before: Mapping[str, Entry], marks: Mapping[str, Mark]) -> dict[str, str]:
    """The SHA-256 of the files whose mark is as it was."""
    return {name: entry.sha256 for name, entry in before.items() if entry.mark[1] and marks.get(name) == entry.mark}


def _entries(corpus: Corpus, shown: str, before: Mapping[str, Entry], marks: Mapping[str, Mark]) -> dict[str, Entry]:
    """The contents of a corpus; what has not changed is taken from before."""
    other = [name for name, sha256 in corpus.hashes.items() if name not in before or before[name].sha256 != sha256]
    claims, sources = _by_file(corpus, shown, other), {s.location.file: s for s in corpus.sources.values()}
    now = {}
    for name, sha256 in corpus.hashes.items():
        mark = marks.get(name, (0, 0, 0))
        if name not in claims:
            old = before[name]
            now[name] = old if old.mark == mark else msgspec.structs.replace(old, mark=mark)
        elif name.startswith(f"{SOURCES}/"):
            now[name] = entry_of(sources[f"{shown}/{name}"], claims[name], sha256, mark)
        else:
            kind = _kind(name)
            collection = kind.__struct_fields__[0] if name in FILES and kind else ""
            now[name] = entry_of_list(getattr(corpus, collection) if collection else (), sha256, mark)
    return now


def _by_file(corpus: Corpus, shown: str, names: Iterable[str]) -> dict[str, list[Claim]]:
    """The claims in each of some files."""
    found: dict[str, list[Claim]] = {name: [] for name in names}
    files = {f"{shown}/{name}": claims for name, claims in found.items()}
    for claim in corpus.claims.values() if files else ():
        if claim.location.file in files:
            files[claim.location.file].append(claim)
    return found


def _changed(before: Mapping[str, Entry], now: Mapping[str, Entry]) -> list[str] | None:
    """The files that are not as before; None where an id has gone to which a claim may lead, or all is new."""
    if not before or not set(before) <= set(now):
        return None
    changed = [name for name, entry in now.items() if name not in before or before[name].sha256 != entry.sha256]
    for name in changed:
        if name in _NAMED:
            ids = [set(entries[name].ids.split("\n")) if name in entries else set() for entries in (before, now)]
        elif name.startswith(f"{SOURCES}/"):
            ids = [numbers_of(entries[name]) if name in entries else set() for entries in (before, now)]
        else:
            continue
        if not ids[0] <= ids[1]:
            return None
    return changed
