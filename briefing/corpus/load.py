"""A folder of YAML files to a `Corpus`, with all that is wrong in the files.

What a sound file holds may be kept (`files`) under the hash of its bytes: it is not parsed again until it changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from briefing.corpus.files import File, Files
from briefing.corpus.records import (
    Actor,
    BottomLine,
    Category,
    Claim,
    Corpus,
    CorpusSettings,
    CuratedConflict,
    Event,
    GlossaryEntry,
    InformationOrigin,
    Judgment,
    NegativeFinding,
    Question,
    Recommendation,
    Scenario,
    Source,
)
from briefing.garbage import without_gc
from briefing.keeping import NOTHING, Keep
from briefing.nearest import nearest
from briefing.problems import Location, Problem, ordered
from briefing.progress import Progress, silent
from briefing.yamlfile.text import is_text


class Publication(msgspec.Struct, frozen=True):
    """`sources/<id>.yaml`."""

    source: Source
    claims: tuple[Claim, ...] = ()


class _Actors(msgspec.Struct, frozen=True):
    actors: tuple[Actor, ...] = ()


class _Origins(msgspec.Struct, frozen=True):
    origins: tuple[InformationOrigin, ...] = ()


class _Categories(msgspec.Struct, frozen=True):
    categories: tuple[Category, ...] = ()


class _Events(msgspec.Struct, frozen=True):
    events: tuple[Event, ...] = ()


class _Judgments(msgspec.Struct, frozen=True):
    judgments: tuple[Judgment, ...] = ()


class _BottomLines(msgspec.Struct, frozen=True):
    bottom_lines: tuple[BottomLine, ...] = ()


class _Questions(msgspec.Struct, frozen=True):
    questions: tuple[Question, ...] = ()


class _NegativeFindings(msgspec.Struct, frozen=True):
    negative_findings: tuple[NegativeFinding, ...] = ()


class _Scenarios(msgspec.Struct, frozen=True):
    scenarios: tuple[Scenario, ...] = ()


class _Recommendations(msgspec.Struct, frozen=True):
    recommendations: tuple[Recommendation, ...] = ()


class _Conflicts(msgspec.Struct, frozen=True):
    conflicts: tuple[CuratedConflict, ...] = ()


class _Glossary(msgspec.Struct, frozen=True):
    glossary: tuple[GlossaryEntry, ...] = ()


SETTINGS = "corpus.yaml"
SOURCES = "sources"

# The files of a corpus that hold one list each, all optional, by name; the list has the name of the type's field.
FILES: Mapping[str, type[msgspec.Struct]] = MappingProxyType(
    {
        "actors.yaml": _Actors,
        "bottom-lines.yaml": _BottomLines,
        "categories.yaml": _Categories,
        "conflicts.yaml": _Conflicts,
        "events.yaml": _Events,
        "glossary.yaml": _Glossary,
        "judgments.yaml": _Judgments,
        "negative-findings.yaml": _NegativeFindings,
        "origins.yaml": _Origins,
        "questions.yaml": _Questions,
        "recommendations.yaml": _Recommendations,
        "scenarios.yaml": _Scenarios,
    }
)


class _Loading:
    """A folder being read: what was found so far."""

    def __init__(self, files: Files, progress: Progress = silent) -> None:
        self.files, self.progress = files, progress
        self.problems: list[Problem] = []
        self.hashes: dict[str, str] = {}
        self.damaged: dict[Location, frozenset[str]] = {}
        self.incomplete: set[str] = set()
        self.records: dict[str, dict[str, Any]] = {"sources": {}, "claims": {}}

    def place(self, name: str) -> Location:
        """A file of the corpus as the user sees it."""
        return Location(f"{self.files.shown}/{name}")

    def report(self, code: str, message: str, name: str, hint: str = "") -> None:
        """A problem with a whole file."""
        self.problems.append(Problem(code=code, message=message, location=self.place(name), hint=hint))

    def file(self, name: str, kind: type[Any]) -> Any | None:  # noqa: ANN401 - a value of `kind`
        """The record in a file, read in part if need be; None if nothing could be read."""
        return self.taken(name, self.files.read(name, kind))

    def taken(self, name: str, file: File) -> Any | None:  # noqa: ANN401 - a record
        """The record of a file, with what is wrong in it noted."""
        if file.sha256:
            self.hashes[name] = file.sha256
        self.problems += file.problems
        self.damaged.update(file.damaged)
        return file.value

    def add(self, collection: str, key: str, record: Any) -> bool:  # noqa: ANN401 - any record
        """Takes a record in under its id, if it is the first with it. One without an id is known by its place."""
        if not key:
            self.incomplete.add(collection)
        known = self.records.setdefault(collection, {})
        first = known.setdefault(key or str(record.location), record)
        if first is not record and key:
            name = "term" if collection == "glossary" else "id"
            message = f'the {name} "{key}" stands twice'
            problem = Problem(
                code="id-duplicate", message=message, location=record.location, field=(name,), other=first.location
            )
            self.problems.append(problem)
        return first is record


def load(
    folder: Path,
    shown: str,
    keep: Keep = NOTHING,
    progress: Progress = silent,
    sure: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Corpus | None, list[Problem]]:
    """The corpus in a folder and what is wrong with its files; no corpus where folder or `corpus.yaml` fail.

    With errors among the problems the corpus is read in part: good for `checks.check`, so that all problems show
    at once, and for nothing else. `shown` is the folder as the user sees it; for `sure` see `files`.
    """
    loading = _Loading(Files(folder, shown, keep, sure), progress)
    if not folder.is_dir():
        what = "this is not a folder" if folder.exists() else "there is no such folder"
        return None, [Problem(code="corpus-folder", message=what, location=Location(shown))]
    with without_gc():
        settings = loading.file(SETTINGS, CorpusSettings)
        _lists(loading)
        _publications(loading)
    _strangers(loading)
    problems = ordered(loading.problems)
    if settings is None:
        return None, problems
    collections: dict[str, Any] = {name: MappingProxyType(records) for name, records in loading.records.items()}
    hashes = MappingProxyType(dict(sorted(loading.hashes.items())))
    unread: dict[str, Any] = {"damaged": MappingProxyType(loading.damaged), "incomplete": frozenset(loading.incomplete)}
    return Corpus(settings=settings, hashes=hashes, **unread, **collections), problems


def lists(files: Files) -> tuple[Corpus | None, list[Problem]]:
    """As `load`, without a source and without a claim; what other files there are is not looked at."""
    loading = _Loading(files)
    settings = loading.file(SETTINGS, CorpusSettings)
    _lists(loading)
    if settings is None:
        return None, loading.problems
    collections: dict[str, Any] = {name: MappingProxyType(records) for name, records in loading.records.items()}
    return Corpus(settings=settings, hashes=loading.hashes, **collections), loading.problems


def _lists(loading: _Loading) -> None:
    """Reads the files that hold one list each."""
    for name, kind in FILES.items():
        (collection,) = kind.__struct_fields__
        loading.records.setdefault(collection, {})
        path = loading.files.folder / name
        value = loading.file(name, kind) if path.exists() or path.is_symlink() else None
        if value is None and path.exists():
            loading.incomplete.add(collection)
        for record in getattr(value, collection, ()):
            loading.add(collection, record.term if collection == "glossary" else record.id, record)


def _publications(loading: _Loading) -> None:
    """Reads `sources/*.yaml` in the order of their names."""
    folder = loading.files.folder / SOURCES
    if folder.exists() and not folder.is_dir():
        loading.report("corpus-folder", "this is not a folder", SOURCES)
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        loading.report("file-unreadable", "the folder cannot be read: permission denied", SOURCES)
        loading.incomplete |= {"sources", "claims"}
        return
    names = sorted(_names(loading, folder), key=lambda name: name.removesuffix(".yaml"))
    for name in names:
        if not name.endswith(".yaml"):
            loading.report(
                "corpus-unknown-file", "no file of this name is read", f"{SOURCES}/{name}", "end it in .yaml"
            )
    _folders(loading, folder)
    if any(problem.code == "corpus-unknown-file" for problem in loading.problems):
        loading.incomplete |= {"sources", "claims"}  # what cites these is not to blame
    known = [f"{SOURCES}/{name}" for name in names if name.endswith(".yaml")]
    for number, (name, file) in enumerate(loading.files.read_all(known, Publication)):
        loading.progress("reading", number, len(known))
        publication = loading.taken(name, file)
        if publication is None:
            loading.incomplete |= {"sources", "claims"}
        else:
            first = loading.add("sources", publication.source.id, publication.source)
            if not first:
                loading.incomplete.add("claims")
            for claim in publication.claims if first else ():  # of a copied file, not each claim stands twice as well
                loading.add("claims", claim.id, claim)


def _folders(loading: _Loading, folder: Path) -> None:
    """Reports folders with YAML files among the sources: what lies in them must not be lost."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix or path.name.startswith(".") or not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
            continue
        if any(inner.suffix.lower() in {".yaml", ".yml"} for inner in path.iterdir()):
            name = f"{SOURCES}/{path.name}"
            loading.report(
                "corpus-unknown-file", "no folder in this place is read", name, f"move its files to {SOURCES}/"
            )


def _names(loading: _Loading, folder: Path) -> Iterator[str]:
    """The files in a folder that look like YAML, in no order; reports those whose names are no text."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith("."):
            continue  # an editor's lock (`.#dprk.yaml`), or what a Mac writes beside a file (`._dprk.yaml`)
        if path.suffix.lower() in {".yaml", ".yml"}:
            if is_text(path.name):
                yield path.name
                continue
            shown = os.fsencode(path.relative_to(loading.files.folder)).decode("utf-8", "backslashreplace")
            loading.report("file-name", "the file's name is not UTF-8", shown, "rename it")
            loading.incomplete |= {"sources", "claims"}


def _strangers(loading: _Loading) -> None:
    """Reports YAML files that the corpus does not know: a misspelt name must not lose its content."""
    known = {SETTINGS, *FILES}
    for name in sorted(set(_names(loading, loading.files.folder)) - known):
        meant = nearest(name, known)
        hint = f'did you mean "{meant}"?' if meant else f"a corpus has {', '.join(sorted(known))} and {SOURCES}/"
        if meant in FILES:
            loading.incomplete |= set(FILES[meant].__struct_fields__)
        loading.report("corpus-unknown-file", "no file of this name is read", name, hint)
