"""A corpus read and checked, doing again only what a change calls for.

All that a check reads of a claim stands in its own file or is the mere existence of other records. So in a corpus that
was sound, after a change that takes no id away to which claims lead, only the claims of the changed sources need a
check, beside the records of the lists, which are few. Whatever this finds, the whole corpus is checked for, so that the
problems are always those of a full check; problems are never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from briefing.corpus.checks import check
from briefing.corpus.contents import (
    Claims,
    Contents,
    Entry,
    Mark,
    MovedError,
    entry_of,
    entry_of_list,
    large,
    numbers_of,
    shelf,
    signatures,
    store,
    stored,
)
from briefing.corpus.files import Files
from briefing.corpus.load import FILES, SETTINGS, SOURCES, Publication, lists, load
from briefing.corpus.records import Claim, Corpus, CorpusSettings
from briefing.keeping import NOTHING, Keep
from briefing.problems import Problem
from briefing.progress import Progress, silent
from briefing.yamlfile import pinpoint

_FEW = 64  # changed files; with more, all are read
_NAMED = ("actors.yaml", "categories.yaml", "events.yaml", "origins.yaml")  # to whose ids claims lead


class _Some(Mapping[str, Claim]):
    """All claims for who looks one up, and few of them for who goes through them."""

    def __init__(self, every: Mapping[str, Claim], some: list[str]) -> None:
        self.every, self.some = every, some

    def __getitem__(self, key: str) -> Claim:
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
    place = shelf(keep, marks)
    before = stored(folder, shown, place)
    corpus, problems = load(folder, shown, keep, progress, _sure(before, marks))
    if corpus is None or problems:
        return corpus, problems if corpus is None else problems + pinpoint(check(corpus))
    now = _entries(corpus, shown, before, marks)
    changed = _changed(before, now)
    if changed != [] and not _still_sound(corpus, _by_file(corpus, shown, changed) if changed else {}):
        problems = check(corpus)
    if not problems and now != before:
        store(folder, shown, place, now)
    return corpus, pinpoint(problems)


def _still_sound(corpus: Corpus, changed: Mapping[str, list[Claim]]) -> bool:
    """Whether nothing is wrong with the claims that changed, nor with any record that is no claim."""
    some = [claim.id for claims in changed.values() for claim in claims]
    return bool(changed) and not check(msgspec.structs.replace(corpus, claims=_Some(corpus.claims, some)))


def resume(folder: Path, shown: str, keep: Keep) -> Contents | None:
    """A large corpus that was sound and still is, with at most a few changes; None if it has to be read as a whole."""
    marks = _marks(folder, keep)
    place = shelf(keep, marks)
    before = stored(folder, shown, place) if large(marks) else {}
    if not before or not set(before) <= set(marks):
        return None
    files = Files(folder, shown, keep, _sure(before, marks))
    try:
        found = _renewed(files, before, marks)
    except MovedError:
        return None
    if found is not None and found.entries != before:
        store(folder, shown, place, found.entries)
    return found


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
            if len(claims) < len(file.value.claims):
                return None
            now[name] = entry_of(file.value.source, file.value.claims, file.sha256, marks[name])
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
